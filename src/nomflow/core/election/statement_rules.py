"""What a statement must look like: its path, its fields, its sections, its length."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

from msgspec import Struct, field

from nomflow.core.basics.path_pattern import fault_of_pattern
from nomflow.core.election.choices import FieldKind, FrontMatterStyle, HtmlPolicy, Layout, UnknownFields
from nomflow.core.election.shapes import LANGUAGE_TAG, PATH
from nomflow.core.yaml.shape import Int, Key, ListOf


class Field(Struct, frozen=True, kw_only=True):
    """One field of the front matter. ``maximum`` is a number of characters, 0 for no limit."""

    kind: Annotated[FieldKind, Key("What the field holds.")] = FieldKind.TEXT
    required: Annotated[bool, Key("Whether every nominee must fill it in.")] = False
    aliases: Annotated[tuple[str, ...], Key("Other names of the field.")] = ()
    choices: Annotated[tuple[str, ...], Key("The values allowed, for the kind choice.")] = ()
    maximum: Annotated[int, Key("The most characters, 0 for no limit.")] = 0
    public: Annotated[bool, Key("Whether it may appear on the page.")] = True
    example: Annotated[str, Key("A value to show to nominees.")] = ""


class FrontMatterRules(Struct, frozen=True):
    style: Annotated[FrontMatterStyle, Key("Which lines mark the front matter (the block of fields on top).")] = (
        FrontMatterStyle.ANY
    )
    required: Annotated[bool, Key("Whether a statement must begin with front matter.")] = True
    fields: Annotated[Mapping[str, Field], Key("The fields. The usual ones are there unless you switch them off.")] = (
        field(default_factory=dict)
    )
    unknown: Annotated[UnknownFields, Key("What happens when a statement has a field that is not listed.")] = (
        UnknownFields.TIP
    )


class WordLimits(Struct, frozen=True):
    """Limits in words. Above ``guideline`` is a tip; above ``maximum`` must be fixed. 0 means no limit."""

    minimum: Annotated[int, Key("Fewer words than this must be fixed.")] = 0
    guideline: Annotated[int, Key("More words than this gives a tip.")] = 0
    maximum: Annotated[int, Key("More words than this must be fixed.")] = 0
    count_front_matter: Annotated[bool, Key("Whether the front matter counts too.")] = False


class SectionRule(Struct, frozen=True):
    title: Annotated[str, Key("The heading's text.")]
    aliases: Annotated[tuple[str, ...], Key("Other headings that mean the same.")] = ()
    required: Annotated[bool, Key("Whether it must be there.")] = True
    words: Annotated[WordLimits, Key("Limits for this section.")] = field(default_factory=WordLimits)


class Images(Struct, frozen=True):
    """Pictures in statements. ``folder`` is where they must lie; ``kilobytes`` caps each."""

    allowed: Annotated[bool, Key("Whether statements may show pictures.")] = True
    folder: Annotated[str, Key("The folder that pictures must be in.", PATH)] = ""
    kilobytes: Annotated[int, Key("The largest size of one picture or photo, in kilobytes.", Int(1, 100000))] = 1000


class StatementRules(Struct, frozen=True, kw_only=True):
    path: Annotated[
        str,
        Key(
            "The path of each statement. {handle} stands for the nominee; also {election}, {seat}, {name}, {email}.",
            PATH,
        ),
    ] = "nominations/{election}/{handle}.md"
    layout: Annotated[Layout, Key("One file for each nominee, one shared file, or outside the repository.")] = (
        Layout.FILES
    )
    may_be_empty: Annotated[bool, Key("Whether an empty file is enough to be nominated.")] = False
    front_matter: Annotated[FrontMatterRules, Key("The block of fields at the top of a statement.")] = field(
        default_factory=FrontMatterRules
    )
    sections: Annotated[tuple[SectionRule, ...], Key("The headings a statement must or may have, in order.")] = ()
    words: Annotated[WordLimits, Key("How long a statement may be.")] = field(default_factory=WordLimits)
    html: Annotated[HtmlPolicy, Key("Raw HTML: what GitHub allows, or none.")] = HtmlPolicy.GITHUB
    images: Annotated[Images, Key("Rules for pictures.")] = field(default_factory=Images)
    template: Annotated[
        str, Key("The template that nominees start from. Text left over from it is reported.", PATH)
    ] = ""
    language: Annotated[str, Key("The language of statements, if it is not the site's.", LANGUAGE_TAG)] = ""
    also_allowed: Annotated[
        tuple[str, ...], Key("Other paths that a nomination may change. {handle} works here too.", ListOf(PATH))
    ] = ()

    def faults(self) -> Iterator[tuple[str, str]]:
        """What several keys together say that cannot be, each with the key to look at."""
        if fault := fault_of_pattern(self.path):
            yield "path", fault


def default_fields() -> Mapping[str, Field]:
    """The front matter a small organisation asks for."""
    return {
        "name": Field(required=True, maximum=100, example="Ada Example"),
        "handle": Field(kind=FieldKind.HANDLE, required=True, aliases=("ID", "github", "login"), example="ada-example"),
        "affiliation": Field(aliases=("employer", "company", "organisation", "organization"), maximum=200),
        "summary": Field(maximum=200, example="One sentence that introduces you in the list."),
        "pronouns": Field(maximum=40),
        "conflicts": Field(kind=FieldKind.LIST, aliases=("interests", "conflicts-of-interest")),
        "links": Field(kind=FieldKind.LIST),
        "reviewers": Field(kind=FieldKind.PEOPLE, aliases=("reviewed-by", "acknowledgements")),
        "language": Field(aliases=("lang",), maximum=35, example="en"),
        "photo": Field(maximum=200),
        "seat": Field(maximum=60),
    }
