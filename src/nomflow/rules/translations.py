"""The statement in other languages, by the nominee."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from nomflow.core.basics.answer import Finding, Level, Outcome, judged, must, skipped
from nomflow.core.basics.place import Place
from nomflow.core.evaluate import rule
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.core.snapshot.translations import language_of, tag_of
from nomflow.rules.characters import characters
from nomflow.rules.encoding import encoding
from nomflow.rules.length import length
from nomflow.rules.markup import markup
from nomflow.rules.raw_html import raw_html


@rule("translations", "The page can show the translations")
def translations(snapshot: Snapshot) -> Outcome:
    """A translation is the nominee's own file beside the statement, with the tag of its language in its name:
    ``ada.pt.md`` or ``ada.pt-BR.md`` beside ``ada.md``. It must be readable text of the allowed length, with HTML that
    the page shows, in another language than the statement, and one for each language. Nobody checks what it says.

    Why: voters who read the site in that language see the translation first, so it must meet the same rules as the
    statement.

    How to fix: correct the file at the line given, use the right language tag in its name, or remove the file.
    """
    if not snapshot.translations:
        return skipped("The statement is in one language.")
    found = list(_findings(snapshot))
    tags = ", ".join(tag_of(each) for each in snapshot.translations)
    return judged(
        found, "There are translations: {tags}.", "A translation needs changes before the page can show it.", tags=tags
    )


def _findings(snapshot: Snapshot) -> Iterator[Finding]:
    seen = {language_of(snapshot).lower(): snapshot.statement.path if snapshot.statement else ""}
    for each in snapshot.translations:
        tag = tag_of(each)
        if tag in seen:
            told = "{path} is already in the language {tag}. Use another language tag in the name of this file."
            yield must(told, Place(path=each.path), path=seen[tag], tag=tag)
        seen[tag] = each.path
        alone = replace(snapshot, statement=each, translations=())
        readable = encoding.check(alone)
        yield from readable.findings
        if not any(finding.level is Level.MUST for finding in readable.findings):
            for asked in (length, raw_html, markup, characters):
                yield from asked.check(alone).findings
