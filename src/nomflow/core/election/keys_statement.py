"""The keys of ``nomflow.yml`` about statements."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.basics.errors import Fault
from nomflow.core.basics.path_pattern import fault_of_pattern
from nomflow.core.election import choices as w
from nomflow.core.election import election as e
from nomflow.core.election.keys_shared import PATH, TEXT, TEXTS, Places, words
from nomflow.core.yaml.shape import Bool, Choice, Int, Key, ListOf, MapOf, OrShort, Record, Str
from nomflow.core.yaml.tree import Mapping as MappingNode
from nomflow.core.yaml.tree import Node

WORDS = Record(
    e.Words,
    {
        "minimum": Key(Int(), "Fewer words than this must be fixed."),
        "guideline": Key(Int(), "More words than this gives a tip."),
        "maximum": Key(Int(), "More words than this must be fixed."),
        "count-front-matter": Key(Bool(), "Whether the front matter counts too."),
    },
)

SECTION = OrShort(
    Record(
        e.SectionRule,
        {
            "title": Key(TEXT, "The heading.", required=True),
            "aliases": Key(TEXTS, "Other headings that mean the same."),
            "required": Key(Bool(), "Whether it must be there."),
            "words": Key(WORDS, "Limits for this section."),
        },
    ),
    TEXT,
    lambda title: e.SectionRule(str(title)),
)

FIELD = Record(
    e.Field,
    {
        "kind": Key(words(w.FieldKind), "What the field holds."),
        "required": Key(Bool(), "Whether every nominee must fill it in."),
        "aliases": Key(TEXTS, "Other names of the field."),
        "choices": Key(TEXTS, "The values allowed, for the kind choice."),
        "maximum": Key(Int(), "The most characters, 0 for no limit."),
        "public": Key(Bool(), "Whether it may appear on the page."),
        "example": Key(TEXT, "A value to show to nominees."),
    },
)
_SWITCH = Choice(str, ("required", "optional", "off"))


class FieldsShape(Struct, frozen=True):
    """Front-matter fields on top of the usual ones; ``required``, ``optional`` or ``off`` changes just that."""

    def read(self, node: Node, faults: list[Fault]) -> Mapping[str, e.Field] | None:
        if not isinstance(node, MappingNode):
            MapOf(FIELD).read(node, faults)
            return None
        read = dict(e.default_fields())
        for key, child in node.entries:
            usual = read.get(key.value, e.Field())
            if isinstance(child, MappingNode):
                own = FIELD.read(child, faults)
                typed = [name.value for name, _ in child.entries]
                if own is not None:
                    read[key.value] = replace(usual, **{name: getattr(own, name) for name in typed})
                continue
            match _SWITCH.read(child, faults):
                case "off":
                    read.pop(key.value, None)
                case str(switch):
                    read[key.value] = replace(usual, required=switch == "required")
        return read

    def schema(self) -> dict[str, object]:
        return MapOf(OrShort(FIELD, _SWITCH, str)).schema()


FRONT_MATTER = Record(
    e.FrontMatterRules,
    {
        "style": Key(words(w.FrontMatterStyle), "How the front matter is fenced."),
        "required": Key(Bool(), "Whether a statement must begin with front matter."),
        "fields": Key(FieldsShape(), "The fields; the usual ones are there unless switched off."),
        "unknown": Key(words(w.UnknownFields), "What a field that nobody asked for leads to."),
    },
)

IMAGES = Record(
    e.Images,
    {
        "allowed": Key(Bool(), "Whether statements may show pictures."),
        "folder": Key(PATH, "The folder they must lie in."),
        "kilobytes": Key(Int(1, 100_000), "The most kilobytes of one picture, or of a photo."),
    },
)


LANGUAGE = Str(r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", "a language tag such as en")


def _check_statement(value: object, place: Places, faults: list[Fault]) -> None:
    assert isinstance(value, e.StatementRules)
    fault = fault_of_pattern(value.path)
    if fault:
        faults.append(Fault(fault, place("path")))


STATEMENT = Record(
    e.StatementRules,
    {
        "path": Key(
            PATH,
            "Where each statement lies; {handle} is the nominee; also {election}, {seat}, {name}, {email}.",
        ),
        "layout": Key(words(w.Layout), "One file each, one shared file, or outside the repository."),
        "may-be-empty": Key(Bool(), "Whether an empty file is enough to be nominated."),
        "front-matter": Key(FRONT_MATTER, "The block of fields on top of a statement."),
        "sections": Key(ListOf(SECTION), "The headings a statement must or may have, in order."),
        "words": Key(WORDS, "How long a statement may be."),
        "html": Key(words(w.HtmlPolicy), "Raw HTML: what GitHub allows, or none."),
        "images": Key(IMAGES, "Pictures."),
        "template": Key(PATH, "The template nominees start from; text left over from it is found."),
        "language": Key(LANGUAGE, "The usual language, if it is not the site's."),
        "also-allowed": Key(ListOf(PATH), "Other paths a nomination may touch; {handle} works here too."),
    },
    _check_statement,
)
