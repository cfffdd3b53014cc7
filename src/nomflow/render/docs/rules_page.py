"""The rules explained: for ``docs/rules.md``, for a terminal, for the help of SARIF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from inspect import cleandoc
from textwrap import fill

from nomflow.core.election.statement_rules import FrontMatterRules
from nomflow.core.evaluate import Group, Needs, Rule

_NEEDS = {
    Needs.STATEMENT: "the statement",
    Needs.PULL_REQUEST: "the pull request",
    Needs.BOTH: "the statement and the pull request",
    Needs.NOTHING: "nothing but the election's configuration",
}
_INTRODUCTION = """\
# Rules

What nomflow looks at, in the order people read it. `nomflow rules --page` makes this page from the rules themselves:
change a rule, not the page. `nomflow explain RULE` shows one of them in a terminal.

An election can soften a rule to a tip, or switch it off: `rules: {rule-id: tip}` or `rules: {rule-id: off}` in
`nomflow.yml`."""


def documentation(rule: Rule) -> str:
    """A rule's docstring without its indentation."""
    return cleandoc(rule.doc)


def markdown_documentation(rule: Rule) -> str:
    """The same with its *Why* and *How to fix* set off."""
    text = documentation(rule)
    for label in ("Why:", "How to fix:"):
        text = text.replace(f"\n\n{label}", f"\n\n**{label}**")
    return text


def rules_page(rules: Iterable[Rule]) -> str:
    """``docs/rules.md``: every rule with its id, title, group and documentation."""
    rules = tuple(rules)
    parts = [_INTRODUCTION]
    for group in Group:
        members = [rule for rule in rules if rule.group is group]
        if members:
            parts.append(f"## {group_title(group)}")
        for rule in members:
            parts += [f"### `{rule.id}`", f"**{rule.title}.**", markdown_documentation(rule)]
            parts.append(f"*Looks at {_NEEDS[rule.needs]}.*")
    return "\n\n".join(part for part in parts if part) + "\n"


def rules_list(rules: Iterable[Rule]) -> str:
    """One line a rule: its id and its title."""
    rules = tuple(rules)
    width = max((len(rule.id) for rule in rules), default=0)
    return "".join(f"{rule.id:<{width}}  {rule.title}\n" for rule in rules)


def group_title(group: Group) -> str:
    """A group as a heading."""
    return group.value.replace("-", " ").capitalize()


def explain(rule: Rule, width: int = 80) -> str:
    """One rule for a terminal that is ``width`` columns wide."""
    paragraphs = documentation(rule).split("\n\n")
    wrapped = [
        text if _is_laid_out(text) else fill(" ".join(text.split()), width, break_on_hyphens=False)
        for text in paragraphs
        if text
    ]
    closing = (
        f"Looks at {_NEEDS[rule.needs]}. An election can soften it or switch it off in nomflow.yml: "
        f"rules: {{{rule.id}: tip}} or rules: {{{rule.id}: off}}."
    )
    return "\n\n".join([f"{rule.id} · {rule.title}", *wrapped, fill(closing, width, break_on_hyphens=False)]) + "\n"


def _is_laid_out(paragraph: str) -> bool:
    return any(line.startswith((" ", "- ", "* ", "|", "```")) for line in paragraph.split("\n"))


def fields_list(rules: FrontMatterRules) -> Iterator[str]:
    """One line for each field of an election's front matter: what it holds and whether everybody must fill it in."""
    width = max((len(name) for name in rules.fields), default=0)
    for name, field in rules.fields.items():
        said = [f"{'required' if field.required else 'optional'}, {field.kind.value}"]
        said += [f"one of: {', '.join(field.choices)}"] if field.choices else []
        said += [f"at most {field.maximum} characters"] if field.maximum else []
        said += [f"also written {', '.join(field.aliases)}"] if field.aliases else []
        said += [f"such as {field.example}"] if field.example else []
        said += [] if field.public else ["not shown on the page"]
        yield f"{name:<{width}}  {'; '.join(said)}"
