"""Places, handles and robustness of the reviewers found in prose."""

from __future__ import annotations

from time import process_time
from timeit import timeit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nomflow.core.acknowledgements.thanks import ThankedPerson, Thanks, read_thanks
from nomflow.core.markdown.parse import parse


def find_credits(text: str, path: str = "a.md", first_line: int = 1) -> tuple[ThankedPerson, ...]:
    return read_thanks(parse(text, path, first_line)).people


def read(text: str) -> Thanks:
    return read_thanks(parse(text, "a.md"))


def one(text: str, first_line: int = 1) -> ThankedPerson:
    (credit,) = find_credits(text, "a.md", first_line)
    return credit


def cut(text: str, credit: ThankedPerson, first_line: int = 1) -> str:
    """What the place of a credit cuts out of a text."""
    lines = text.split("\n")[credit.place.line - first_line : credit.place.end_line - first_line + 1]
    lines[-1] = lines[-1][: credit.place.end_column]
    lines[0] = lines[0][credit.place.column - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("who", "name", "handle", "url"),
    [
        ("Ada Quill", "Ada Quill", None, None),
        ("@ada-q", "@ada-q", "ada-q", None),
        ("`@ada-q`", "@ada-q", "ada-q", None),
        ("Ada Quill (@ada-q)", "Ada Quill", "ada-q", None),
        ("Ada Quill @ada-q", "Ada Quill", "ada-q", None),
        ("Ada Quill (GitHub: ada-q)", "Ada Quill", "ada-q", None),
        ("Ada Quill (ada-q on GitHub)", "Ada Quill", "ada-q", None),
        ("Ada Quill (github.com/ada-q)", "Ada Quill", "ada-q", None),
        ("[Ada Quill](https://github.com/ada-q)", "Ada Quill", "ada-q", "https://github.com/ada-q"),
        ("[Ada Quill](https://www.github.com/ada-q/ 'Ada')", "Ada Quill", "ada-q", "https://www.github.com/ada-q/"),
        ("[Ada Quill][ada]", "Ada Quill", "ada-q", "https://github.com/ada-q"),
        ("[ada]", "ada", "ada-q", "https://github.com/ada-q"),
        ("Ada Quill (https://github.com/ada-q)", "Ada Quill", "ada-q", "https://github.com/ada-q"),
        ("Ada Quill <https://github.com/ada-q>", "Ada Quill", "ada-q", "https://github.com/ada-q"),
        ('<a href="https://github.com/ada-q">Ada Quill</a>', "Ada Quill", "ada-q", "https://github.com/ada-q"),
        ("[Ada Quill](https://quill.example)", "Ada Quill", None, "https://quill.example"),
        ("[@ada](https://social.example/@ada)", "@ada", None, "https://social.example/@ada"),
        ("[Ada Quill (@ada)](https://quill.example)", "Ada Quill", None, "https://quill.example"),
        ("[Ada Quill](https://github.com/ada-q/repo)", "Ada Quill", None, "https://github.com/ada-q/repo"),
        (
            "[Ada Quill](https://github.com.evil.example/ada-q)",
            "Ada Quill",
            None,
            "https://github.com.evil.example/ada-q",
        ),
        ("@ada_q", "@ada_q", None, None),
        ("@-ada", "@-ada", None, None),
        ("Ada Quill (ada)", "Ada Quill", None, None),
        ("&Aring;sa Qu&#105;ll", "Åsa Quill", None, None),
        (r"Ada\_Quill", "Ada_Quill", None, None),
    ],
)
def test_a_handle_is_known_only_where_the_prose_gives_a_github_one(
    who: str, name: str, handle: str | None, url: str | None
) -> None:
    text = f"Thanks to {who} for reviewing this statement.\n\n[ada]: https://github.com/ada-q\n"
    credit = one(text)
    assert (credit.name, credit.handle, credit.url) == (name, handle, url)


def test_the_place_is_that_of_the_name_in_the_file() -> None:
    text = "# Me\n\nHello.\n\n*Thanks to **Ada\nQuill** and Bo for reading drafts of this.*\n"
    ada, bo = find_credits(text, "a/b.md", first_line=7)
    assert (ada.place.path, ada.place.line, ada.place.column) == ("a/b.md", 11, 14)
    assert (ada.place.end_line, ada.place.end_column) == (12, 5)
    assert cut(text, ada, 7) == "Ada\nQuill"
    assert cut(text, bo, 7) == "Bo"


def test_the_place_counts_characters_and_covers_an_entity() -> None:
    text = "🙏 Thanks to &Aring;sa for reviewing this post."
    assert cut(text, one(text)) == "&Aring;sa"


def test_somebody_thanked_twice_is_one_person() -> None:
    text = (
        "Thanks to Ada Quill and Bo Ek for reading drafts of this, and to Ada for more comments on the last draft.\n\n"
        "Thanks to [ADA QUILL](https://github.com/ada-q) for reviewing this statement."
    )
    ada, bo = find_credits(text, "a.md")
    assert (ada.name, ada.handle, ada.place.line, bo.name) == ("Ada Quill", "ada-q", 1, "Bo Ek")


def test_groups_are_told_apart_from_people() -> None:
    text = "Thanks to Ada Quill and all the members of the docs team for their comments on drafts of this."
    found = read(text)
    assert [credit.name for credit in found.people] == ["Ada Quill"]
    (group,) = found.groups
    assert "members of the docs team" in group.text
    assert group.place.line == 1


def test_windows_line_ends_change_nothing() -> None:
    text = "Hello.\r\n\r\nThanks to Ada\r\nQuill for reviewing this.\r\n"
    assert (one(text).name, one(text).place.line) == ("Ada Quill", 3)


@pytest.mark.parametrize(
    ("text", "sure", "unsure"),
    [
        ("PS: I wrote this on a train.\n\nNB: It was reviewed on Monday.", [], []),
        ("P.S. Thanks for reading this statement!", [], []),
        ("## Plans\n\n- Review by Ada Quill\n- Vote", [], ["Ada Quill"]),
        ("- [ ] Review by Ada Quill\n- [ ] Vote", [], []),
        ("Thanks to the reviewers on the PEP, Ada Quill and Bo Ek.", [], []),
        ("Thanks to the security expert Ada Quill for reviewing this.", ["Ada Quill"], []),
        ("This text reads well because Ada Quill and Bo Ek went through it line by line.", [], ["Ada Quill", "Bo Ek"]),
        ("感谢 李雷 审阅", ["李雷"], []),
        ("感谢张伟和李娜审阅本文的草稿。", ["张伟", "李娜"], []),
        ("非常感谢张伟帮我审阅这份声明。", ["张伟"], []),
        ("感謝張偉對草稿提出的意見。", ["張偉"], []),
        ("感谢张伟、李娜提出的意见。", [], ["张伟", "李娜"]),
        ("感谢Ada Quill和Bo Ek对草稿的审阅", ["Ada Quill", "Bo Ek"], []),
        ("感谢 [张伟](https://github.com/zhang-wei) 审阅本文。", ["张伟"], []),
        ("本文由张伟审阅。", ["张伟"], []),
        ("审阅：张伟", ["张伟"], []),
        ("感谢大家的支持！感谢张伟多年来的帮助。感谢张伟审阅我的补丁。请张伟审阅本文。", [], []),
        ("田中太郎さんと佐藤花子さんにレビューしていただきました。", ["田中太郎", "佐藤花子"], []),
        ("この文章をレビューしてくださった田中太郎さんに感謝します。", ["田中太郎"], []),
        ("草稿を読んでくださった田中太郎さんに感謝します。", ["田中太郎"], []),
        ("田中太郎さん、レビューありがとうございました。", ["田中太郎"], []),
        ("田中太郎さんのコメントに感謝します。", [], ["田中太郎"]),
        ("パッチをレビューしてくださった田中太郎さんに感謝します。皆さんのご支援に感謝します。", [], []),
        ("If Ada Quill reviews this statement, I will be glad.", [], []),
    ],
)
def test_only_a_reading_beyond_doubt_is_sure(text: str, sure: list[str], unsure: list[str]) -> None:
    found = find_credits(text)
    assert [each.name for each in found if each.sure] == sure
    assert [each.name for each in found if not each.sure] == unsure


WORDS = (
    "Thanks to|thank|I|Ada|Quill|Bo|@bo|王小明|van der|for|reviewing|reviewed|by|drafts|of|this|statement|and|, |; |who"
    "|my|the|team|(|)|[|]|](https://github.com/ada)|][x]|*|**|_|__|`|``|~~|<!--|-->|\n|\n\n|\n- |\n> |\n# Reviewers\n"
    "|Reviewers:|\n```\n|<a href=x>|</a>|<br>|&amp;|&|\\|{{|}}|:|.|!|“|”|'s|Ph.D.|…|\u2028|\u200b|https://x.example|\t"
)
WORDS += "|感谢张伟和|审阅本文|田中さんにレビューして|いただ"
PIECES = st.sampled_from(WORDS.split("|"))


@given(st.lists(PIECES, max_size=60))
def test_any_mixture_is_read_and_every_name_is_where_it_says(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for credit in find_credits(text, "a.md"):
        assert credit.name.split(" ")[0] in cut(text, credit).replace("\\", "").replace("*", "")


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    read(text)
    read(f"Thanks to {text} for reviewing this statement.")
    read(f"## Reviewers\n\n- {text}\n\nReviewed by: {text}")


@given(st.lists(st.sampled_from(["Ada Quill", "Bo", "Chi van Dyk", "@dee", "李雷"]), min_size=1, unique=True))
def test_people_in_a_list_are_found_in_their_order_however_many(names: list[str]) -> None:
    for text in (
        f"Thanks to {', '.join(names)} for reviewing drafts of this.",
        f"Thanks to {' and '.join(names)} for reviewing drafts of this.",
        f"This statement was reviewed by {', '.join(names)}.",
        f"Reviewers: {', '.join(names)}",
        "## Reviewers\n\n- " + "\n- ".join(names),
    ):
        assert [credit.name for credit in find_credits(text, "a.md")] == names


def test_everybody_in_chinese_is_a_group() -> None:
    (group,) = read("感谢社区审阅本文。").groups
    assert group.text == "社区"


@pytest.mark.parametrize(
    "text", ["感谢" + "张伟、" * 20_000, "感谢" + "a " * 40_000, "田中" * 20_000, "田中さん" * 20_000]
)
def test_chinese_and_japanese_take_time_linear_in_their_length(text: str) -> None:
    assert timeit(lambda: read(text), number=1, timer=process_time) < 2
