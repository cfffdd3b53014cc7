from __future__ import annotations

import pytest
from made_statements import check, repaired, stated

from nomflow.rules.characters import characters

HEBREW = "\u05e9\u05dc\u05d5\u05dd"
PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"


@pytest.mark.parametrize(
    "text",
    [
        "Plain text,\twith a tab\fand a form feed.\r\n",
        "\ufeffA mark at the very start",
        "Zażółć — “gęślą” … 編集部 caf\u0065\u0301 \u00a0 \u202f \u2009",
        "👩\u200d💻 ❤\ufe0f\u200d🔥 🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        f"{PERSIAN} and {HEBREW}\u200f!",
        f"{HEBREW} \u2066C++\u2069 {HEBREW}",
        "\u0627\u0644\u0622\u064a\u0629 \u06dd\u0661",
        "क\u094d\u200dष",
    ],
)
def test_what_scripts_and_emoji_need_passes(text: str) -> None:
    check(characters, stated(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Pay \u202emoc.evil", "must 1:5 ~ A hidden character (U+202E) changes the order in which this line is shown."),
        ("a\n\u2067b\u2069", "must 2:1|must 2:3"),
        ("a \u202bb", "must 1:3"),
        ("Call \u202a+1 234\u202c", "tip 1:6|tip 1:13"),
        ("\u2066a\u2069 \u202c", "tip 1:1|tip 1:3|tip 1:5"),
        (f"{HEBREW} \u202e{HEBREW}", "must 1:6"),
        (f"{HEBREW} \u2067{HEBREW}", "must 1:6"),
        (f"{HEBREW} \u2069{HEBREW}", "tip 1:6"),
        ("Bell\x07", "must 1:5 ~ There is a control character (U+0007) here."),
        ("Del\x7f", "must 1:4"),
        ("a\u200bb", "tip 1:2 ~ There is an invisible character (U+200B) here."),
        ("a\u200db", "tip 1:2"),
        ("a\u200e b", "tip 1:2"),
        ("soft\u00adhyphen", "tip 1:5"),
        ("a\u3164b", "tip 1:2"),
        ("a\U000e0041b", "tip 1:2"),
        ("a\x92b", "tip 1:2"),
        ("a\u2028b", "tip 1:2 ~ There is a hidden line separator"),
        (
            "Pay &#x202e;moc.evil",
            "must 1:5 ~ This code stands for a hidden character (U+202E)",
        ),
        (
            '---\nname: "Ida\\u202e"\n---\n',
            "must 2:7 ~ An escape code in this value stands for a hidden character",
        ),
        ('---\n"na\\u2067me": Ida\n---\n', "must 2:1"),
    ],
)
def test_hidden_characters_are_found(text: str, wanted: str) -> None:
    check(characters, stated(text), *wanted.split("|"))


@pytest.mark.parametrize("sign", ["\u200e", "\u202e", "\u200b", "\u00ad", "\u00a0", "\x07"])
def test_the_files_name_holds_none(sign: str) -> None:
    snapshot = stated("Hello", path=f"nominations/2026-board/ida{sign}.md")
    check(characters, snapshot, f"must 1:1 ~ (U+{ord(sign):04X}). Rename the file.")


def test_repairs_take_them_out() -> None:
    assert repaired(characters, stated("a\u202eb\u200bc\u2028d\x07e\n")) == "abc de\n"


def test_many_tips_do_not_hide_what_must_be_fixed() -> None:
    wanted = [*["must 301:1"] * 1, *[f"tip {number}:2" for number in range(1, 21)]]
    check(characters, stated("a\u200bb\n" * 300 + "\u202e\n" + "a\u200bb\n" * 300), *wanted)


def test_only_the_first_are_told() -> None:
    check(characters, stated("\u202e" * 300), *[f"must 1:{column}" for column in range(1, 21)])


def test_a_no_break_space_behind_a_mark_is_told_where_it_stands() -> None:
    text = "Hello\u00a0you\n\n##\u00a0Goals\n\n-\u3000Peace\n\n`\n# \u00a0x`\n"
    check(characters, stated(text), "tip 3:3 ~ The space after `##` is a special", "tip 5:2 ~ (U+3000)")
    assert repaired(characters, stated(text)).startswith("Hello\u00a0you\n\n## Goals\n\n- Peace")
