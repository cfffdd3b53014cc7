"""The employer that somebody states beside an endorsement."""

from __future__ import annotations

import re

_LONGEST = 100
_MOST = 10
_LABEL = r"(?:employers?|company|companies|affiliations?|organi[sz]ations?|org)"
_WORK = (
    r"(?:i|we)(?:'m| am| are)?(?: currently| now| also)? (?:(?:work|working|employed)(?: full[- ]time| part[- ]time)?"
    r" (?:at|for|by) |at (?=(?-i:[A-Z0-9])))"
)
_LABELLED = rf"(?:my |current ){{0,2}}{_LABEL}(?: ?[:=] ?| is )(?P<name>.*)"
# Within a line of prose only a label with its mark is one: "+1 for Ada! Employer: X".
_LABELLED_INSIDE = rf"(?:[ (.,;!?–—-]{_LABEL} ?[:=] ?|^[*_ ]*{_LABEL} [–—-] )(?P<name>.*)"
# Marks that may stand between an endorsement and its employer.
_LEAD = r"[ .,/|:;!&*_~–—-]*"
_CUT_PROSE = (
    r" (?:and|but|so|as|on|in|where|which|who|with|since|because|though|however|too|also|myself) "
    r"|[,;()!?|/]|\.(?: |$)| [–—-] "
)
_NOT_A_NAME = frozenset(
    {"", "name", "company", "employer", "your employer", "your company", "company name", "employer name", "org"}
)
_VOTES = frozenset({"binding", "non-binding", "nonbinding", "non binding", "nb"})
_SUFFIXES = frozenset(
    {"inc", "llc", "ltd", "limited", "corp", "corporation", "co", "gmbh", "ag", "sa", "sas", "sarl", "bv", "nv", "plc"}
    | {"llp", "lp", "oy", "ab", "kk", "srl", "spa", "pty ltd", "pte ltd", "pvt ltd", "co ltd"}
)
_CHEERS = frozenset(
    {"absolutely", "agree", "agreed", "congrats", "congratulations", "definitely", "excellent", "fully", "go", "good"}
    | {"great", "happy", "i", "lgtm", "love", "nice", "please", "strong", "super", "sure", "thank", "thanks", "the"}
    | {"this", "very", "well", "we", "yes"}
)


def employers_in(text: str) -> tuple[str, ...]:
    """The names in ``Example Cooperative; Sample Works, Inc.``: parted by ``;``. At most ten.

    Whether "Acme, Oslo" is one employer or two is told where everybody's are known. Names left over from a template
    (``NAME``, ``<COMPANY>``, ``…``) are none.
    """
    tidied = (_tidy(part) for part in text.split(";"))
    names = {name.casefold(): name for name in reversed([name for name in tidied if name])}
    return tuple(reversed(names.values()))[:_MOST]


def employer_after(tail: str, *, bare: bool = False) -> tuple[str, str]:
    """The employer stated in ``tail``, which follows an endorsement in its line, and what is left of the tail.

    Understood: ``(X)``, ``Employer: X``, ``and I work for X``; with ``bare`` also ``, X`` and ``/ X`` when X looks like
    a name (few words, each with a capital).
    """
    tail = tail.replace("\ufffc", " ")
    lead = re.match(rf"{_LEAD}(?:(?:and|&) )?", tail)
    start = lead.end() if lead else 0
    rest = tail[start:]
    if found := re.match(r"\((?P<name>[^()]*)\)", rest):
        inner, left = re.sub(r"^ *(?:from|at|of|with) ", "", found["name"]).strip(), rest[found.end() :]
        if inner.casefold() in _VOTES:
            return "", left
        name = employer_after(inner)[0] or (_tidy(inner) if _looks_like_a_name(inner, capitals=False) else "")
        return (name, left) if name else ("", tail)
    if found := re.match(_LABELLED, rest, re.IGNORECASE):
        return _labelled(found["name"])
    if found := re.match(_WORK, rest.replace("’", "'"), re.IGNORECASE):
        name, left = _until(rest[found.end() :], _CUT_PROSE)
        return _tidy(name), left
    if bare and any(mark in tail[:start] for mark in ",/–—-") and _looks_like_a_name(rest):
        return _tidy(_until_last_word(rest)), ""
    return "", tail


def employer_said(line: str) -> str:
    """The employer that a line states (``Employer: X``), or that its prose does (``… I work for X``)."""
    if found := re.match(rf"[*_ (-]*{_LABELLED}", line, re.IGNORECASE) or re.search(
        _LABELLED_INSIDE, line, re.IGNORECASE
    ):
        name = found["name"]
        if found[0].lstrip("*_ -").startswith("("):
            inside = name.partition(")")[0]
            name = f"{inside})" if "(" in inside else inside
        return _labelled(name)[0]
    if found := re.search(rf"\b{_WORK}", line.replace("’", "'"), re.IGNORECASE):
        return _tidy(_until(line[found.end() :], _CUT_PROSE)[0])
    return ""


def _labelled(value: str) -> tuple[str, str]:
    """What follows ``Employer:`` up to the end of its sentence, and the rest."""
    start = 0
    while (stop := value.find(". ", start)) >= 0:
        last = value[:stop].rpartition(" ")[2]
        if last.strip(",").casefold() not in _SUFFIXES and len(last) > 1:
            return _tidy(value[:stop]), value[stop:]
        start = stop + 2
    return _tidy(value), ""


def _until(text: str, stop: str) -> tuple[str, str]:
    found = re.search(stop, text)
    return (text[: found.start()], text[found.start() :]) if found else (text, "")


def _looks_like_a_name(text: str, *, capitals: bool = True) -> bool:
    words = _until_last_word(text).split()
    if (
        not 1 <= len(words) <= 4
        or len(words[0]) < 2
        or "!" in text
        or "?" in text
        or words[0].casefold().strip(",.") in _CHEERS
    ):
        return False
    return not capitals or all(not word[:1].islower() or word in {"of", "and", "the"} for word in words)


def _until_last_word(text: str) -> str:
    """Without smileys and full stops at its end."""
    end = min(len(text), _LONGEST)
    while end and not (text[end - 1].isalnum() or text[end - 1] == ")"):
        end -= 1
    return text[:end]


def _tidy(name: str) -> str:
    """Without the marks around it; "" for what is no name."""
    name = name.replace("\ufffc", " ").strip(" \t*_~\"'`“”‘’,;:!")
    if name.endswith(".") and "." not in name[:-1] and name[:-1].rpartition(" ")[2].casefold() not in _SUFFIXES:
        name = name[:-1]
    plain = name.strip("<>[](){}.… ").casefold()
    return "" if plain in _NOT_A_NAME else " ".join(name.split())[:_LONGEST]
