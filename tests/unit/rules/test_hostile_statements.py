"""Whatever a candidate wrote: every form rule answers, soon, and says where."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from made_statements import HEADER, stated

from nomflow.core.basics.answer import Answer
from nomflow.core.evaluate import Needs, evaluate
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.rules import RULES

FORM = tuple(rule for rule in RULES if rule.needs is Needs.STATEMENT and rule.id != "reviewer-handles")
ASKED = "sections: [Goals, {title: Background, required: false}]\ntemplate: template.md\nwords: {maximum: 3}"
PIECES = (
    "# Goals\n", "## \n", "**Bold**\n\n", "[a](", "](https://a b)", ")", "![", "<details>", "<script>", "<!--", "-->",
    "&#x202e;", "\u202e", "\u200d", "\u2028", "https//x.y ", "[^1]", "[^1]: n\n", "[a]: b\n", "<<<<<<< a\n",
    "=======\n", "---\n", "name: @a\n", "handle:\t'b'\n", "info:\n  - x: y\n", "reviewers: [a, 'b (@c)']\n",
    "|a|\n|-|\n", "> ", "- ",
    "\n", "\0", "\ufeff", "\r", "word ", "Name: x\n", "`", "```\n", "   ", "é編🎉 ",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=80)


def holds(snapshot: Snapshot) -> None:
    assert snapshot.statement is not None
    lines = snapshot.statement.source.lines or ("",)
    for verdict in evaluate(snapshot, FORM).verdicts:
        assert verdict.outcome.answer is not Answer.CRASHED, str(verdict.outcome.text)
        str(verdict.outcome.text)
        for finding in verdict.outcome.findings:
            str(finding.text)
            for place in (finding.place, *([finding.fix.place] if finding.fix else [])):
                assert place is not None
                assert place.path == snapshot.statement.path
                assert 1 <= place.line <= len(lines), (verdict.rule.id, place)
                assert 1 <= place.column <= len(lines[place.line - 1]) + 1, (verdict.rule.id, place)
                assert place.end_line <= len(lines) + 1, (verdict.rule.id, place)


@given(TEXTS, st.booleans())
def test_every_finding_has_a_place_in_the_file(text: str, declared: bool) -> None:
    holds(stated(text, statement=ASKED, declared=declared, known=["a.md"], template="Write four words here\n"))


@given(st.binary(max_size=60))
def test_any_bytes_are_answered(raw: bytes) -> None:
    holds(stated(raw, statement=ASKED))


@given(st.text("abN/.-_ {}@:\n\u200e", max_size=30))
def test_any_path_is_answered(path: str) -> None:
    holds(stated(HEADER, path=path or "x"))
