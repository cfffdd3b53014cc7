"""The whole site from the model: the same bytes every time, links that lead somewhere, people treated alike."""

from __future__ import annotations

import gzip
import json
import posixpath
import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from invented_site import council, only, people, several, site, statement, with_people
from jsonschema import Draft202012Validator
from msgspec.structs import replace
from parsed_page import Parsed, pages, parsed

from nomflow.core.site.site import (
    CandidatePage,
    ComparedTopic,
    ElectionPage,
    Gone,
    Leaving,
    OrganisationPage,
    Phase,
    Photo,
    Race,
    Site,
    Translation,
)
from nomflow.render.site import UnshownNomination, render_site
from nomflow.render.site.build import FOLDERS
from nomflow.render.site.overrides import FIXED
from nomflow.render.site.templates import source, template_names
from nomflow.render.site.words import languages

LOADS = {
    ("script", "src"),
    ("img", "src"),
    ("img", "srcset"),
    ("link", "href"),
    ("iframe", "src"),
    ("source", "srcset"),
}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return dict(render_site(site()))


@pytest.fixture(scope="module")
def html(files: dict[str, bytes]) -> dict[str, Parsed]:
    return pages(files)


def test_every_page_of_the_specification_is_there(files: dict[str, bytes]) -> None:
    assert {
        "index.html",
        "404.html",
        "robots.txt",
        "schema/nomflow-election-1.json",
        "2026-council/index.html",
        "2026-council/compare/index.html",
        "2026-council/all/index.html",
        "2026-council/about/index.html",
        "2026-council/r/1/index.html",
        "2026-council/r/14/index.html",
        "2026-council/candidates/marisol-q/index.html",
        "2026-council/candidates/marisol-q.json",
        "2026-council/candidates/bo-l/index.html",
        "2026-council/election.json",
        "2026-council/manifest.json",
        "2026-council/feed.xml",
        "2026-council/dates.ics",
        "2026-council/questions/index.html",
        "2026-council/questions/3-rota/index.html",
        "2025-kreise/index.html",
    } <= set(files)


def test_the_same_model_gives_the_same_bytes_however_it_was_put_together(files: dict[str, bytes]) -> None:
    election = council()
    race = election.races[0]
    shuffled = replace(
        election,
        races=(replace(race, candidates=race.candidates[::-1]),),
        milestones=election.milestones[::-1],
    )

    assert dict(render_site(site(shuffled, several()))) == files


def test_each_file_is_written_once(files: dict[str, bytes]) -> None:
    paths = [path for path, _ in render_site(site())]

    assert [path for path, count in Counter(paths).items() if count > 1] == []
    assert set(paths) == set(files)


def test_every_link_within_the_site_leads_to_a_page_and_to_a_place_on_it(
    files: dict[str, bytes], html: dict[str, Parsed]
) -> None:
    broken = []
    for path, page in html.items():
        for tag, attributes in page.tags:
            for name in ("href", "src"):
                address = urlsplit(attributes.get(name, "https:"))
                if address.scheme:
                    continue
                root = "" if not address.path.startswith("/") else "/"
                folder = "" if root else posixpath.dirname(path)
                target = posixpath.normpath(posixpath.join(folder, unquote(address.path).lstrip("/") or "."))
                target = path if not address.path else target
                if address.path.endswith("/") or target == ".":
                    target = posixpath.normpath(posixpath.join(target, "index.html"))
                lost = address.fragment and target in html and unquote(address.fragment) not in html[target].ids
                if target not in files or lost:
                    broken.append((path, tag, attributes[name]))
    assert broken == []


def language_of(page: Parsed) -> str:
    return next(each["lang"] for tag, each in page.tags if tag == "html")


def linked(html: Mapping[str, Parsed], path: str, **wanted: str) -> list[str]:
    """Where the links of a page lead that have these attributes, as paths below the site's root."""
    return [
        posixpath.normpath(posixpath.join(posixpath.dirname(path), each["href"]))
        for tag, each in html[path].tags
        if tag == "a" and wanted.items() <= each.items()
    ]


@pytest.mark.parametrize(
    "page",
    [
        "",
        "all/",
        "about/",
        "compare/",
        "questions/",
        "questions/3-rota/",
        "candidates/marisol-q/",
        "candidates/bo-l/",
        "r/1/",
    ],
)
def test_every_page_of_an_election_is_there_in_every_language_and_leads_to_itself_in_the_others(
    html: dict[str, Parsed], page: str
) -> None:
    english, german = f"2026-council/{page}index.html", f"2026-council/de/{page}index.html"
    own = {"en": posixpath.dirname(english), "de": posixpath.dirname(german)}
    base = "https://elections.riverbend.example/"

    for path, language in ((english, "en"), (german, "de")):
        heads = [each for tag, each in html[path].tags if tag == "link"]
        assert language_of(html[path]) == language
        assert [linked(html, path, hreflang=each, lang=each) for each in ("en", "de")] == [[own["en"]], [own["de"]]]
        assert linked(html, path, hreflang=language, **{"aria-current": "true"}) == [own[language]]
        alternates = {each["hreflang"]: each["href"] for each in heads if "hreflang" in each}
        if page in ("all/", "r/1/"):
            assert alternates == {}
            continue
        both = {each: f"{base}{folder}/" for each, folder in own.items()}
        assert alternates == {**both, "x-default": both["en"]}
        assert {"rel": "canonical", "href": both[language]} in heads


def test_whoever_reads_in_one_language_stays_in_it(html: dict[str, Parsed]) -> None:
    strayed = [
        (path, target)
        for path, page in html.items()
        if path.startswith("2026-council/de/")
        for tag, each in page.tags
        if tag == "a" and "hreflang" not in each and ":" not in each["href"] and not each["href"].startswith("#")
        if (target := posixpath.normpath(posixpath.join(posixpath.dirname(path), each["href"].partition("#")[0])))
        if not target.startswith("2026-council/de") and target != "." and "." not in posixpath.basename(target)
    ]
    assert strayed == []


def test_the_organisations_words_are_marked_as_what_they_are(html: dict[str, Parsed]) -> None:
    marked = [(tag, each["lang"]) for tag, each in html["2026-council/de/index.html"].tags if each.get("lang")]

    assert ("h1", "en") in marked
    assert ("bdi", "en") in marked, "how votes are counted"
    assert ("blockquote", "ar") in marked
    assert not [each for tag, each in html["2026-council/index.html"].tags if tag == "h1" and "lang" in each]


def test_a_voter_reads_the_candidates_own_translation_first_and_finds_the_others(html: dict[str, Parsed]) -> None:
    own = "candidates/marisol-q"
    first = {
        f"2026-council/{own}": ("I have kept", {"de", "ar"}),
        f"2026-council/{own}/de": ("Ich halte", {"", "ar"}),
        f"2026-council/{own}/ar": ("أحافظ", {"", "de"}),
        f"2026-council/de/{own}": ("Ich halte", {"original", "ar"}),
        f"2026-council/de/{own}/original": ("I have kept", {"", "ar"}),
        f"2026-council/de/{own}/ar": ("أحافظ", {"", "original"}),
    }
    assert {posixpath.dirname(path) for path in html if f"{own}/" in path and "2026" in path} == set(first)
    for path, (words, others) in first.items():
        page, home = html[f"{path}/index.html"], path.partition(own)[0] + own
        [body] = [each for tag, each in page.tags if tag == "div" and each.get("class") == "words"]
        assert any(text.startswith(words) for text in page.text), path
        assert body["dir"] == ("rtl" if words == "أحافظ" else "auto")
        links = [each["href"] for tag, each in page.tags if tag == "a" and "hreflang" in each and "lang" not in each]
        led = {posixpath.normpath(posixpath.join(path, href)) for href in links}
        assert led == {posixpath.normpath(posixpath.join(home, other)) for other in others}, path


def test_lists_show_the_translation_and_the_comparison_what_there_is_under_a_heading(html: dict[str, Parsed]) -> None:
    def text(path: str) -> str:
        return " ".join(html[f"2026-council/de/{path}index.html"].text)

    assert "Ich trete an, weil weniger Menschen" in text("")
    assert "Ich halte die Rechner" in text("all/")
    assert "Pay for review." in text("compare/"), "the original has the heading that was asked for"


def test_what_is_not_translated_is_marked_as_in_the_language_of_the_original(html: dict[str, Parsed]) -> None:
    def marked(path: str) -> list[str]:
        tags = html[f"2026-council/{path}candidates/marisol-q/index.html"].tags
        return [each["lang"] for (before, _), (tag, each) in pairwise(tags) if before == "dd" and "lang" in each]

    assert marked("de/") == ["en"], "the conflict of interest"
    assert marked("") == []


def test_every_version_has_a_hash_of_its_own_in_the_data_and_on_its_page(files: dict[str, bytes]) -> None:
    told = json.loads(files["2026-council/candidates/marisol-q.json"])
    german, arabic = told["translations"]

    assert (german["language"], arabic["language"]) == ("de", "ar")
    assert german["source"]["path"] == "nominations/2026-council/marisol-q.de.md"
    for page, version in (
        ("candidates/marisol-q/", told["statement"]),
        ("de/candidates/marisol-q/original/", told["statement"]),
        ("de/candidates/marisol-q/", german),
        ("candidates/marisol-q/ar/", arabic),
    ):
        shown = files[f"2026-council/{page}index.html"].decode()
        assert version["sha256"] == sha256(version["html"].encode()).hexdigest()
        assert f"<!-- nomflow:section id=marisol-q sha256={version['sha256']} -->\n{version['html']}\n" in shown


@pytest.mark.parametrize("tag", ["../x", "", "original", "De la Soul", "index.html"])
def test_a_translation_in_no_language_is_isolated(tag: str) -> None:
    ada = CandidatePage(id="ada", name="Ada", statement=statement("Hello."))
    odd = replace(ada, translations=(Translation(statement("Hi.", language=tag), None),))
    troubles: list[UnshownNomination] = []
    built = dict(render_site(only(odd, *people()[1:3]), on_trouble=troubles.append))

    assert [each.why for each in troubles] == ["the language of a translation is not fit for an address"]
    assert not [path for path in built if ".." in path or "/ada/" in path]


def test_data_is_there_once_whatever_the_languages(files: dict[str, bytes]) -> None:
    alone = dict(render_site(replace(site(), languages=())))

    assert {path for path in files if not path.endswith(".html")} == {p for p in alone if not p.endswith(".html")}
    assert not [path for path in alone if path.startswith(("2026-council/de/", "2025-kreise/en/"))]
    assert json.loads(files["2026-council/election.json"])["languages"] == ["en", "de"]
    assert json.loads(files["2025-kreise/election.json"])["languages"] == ["de", "en"]


@pytest.mark.parametrize("folder", ["de", "about", "candidates", "r"])
def test_no_election_may_lie_where_pages_of_another_are(folder: str) -> None:
    small = with_people(replace(council(), questions=()), *people()[:1])
    inside = replace(small, id=f"2026-council/{folder}")
    beside = replace(small, id=f"2026-board/{folder}")

    with pytest.raises(ValueError, match="among those of another"):
        list(render_site(site(small, inside)))
    assert dict(render_site(site(small, beside)))


def test_a_language_is_a_folder_that_nothing_else_is() -> None:
    used = {path.split("/")[1] for path in dict(render_site(replace(site(council()), languages=()))) if "2026" in path}

    assert {each for each in used if "." not in each} <= FOLDERS
    assert not FOLDERS & {*languages()}
    with pytest.raises(ValueError, match="among ar, de, en"):
        list(render_site(replace(site(), languages=("en", "xx"))))


def test_no_id_stands_twice_on_a_page(html: dict[str, Parsed]) -> None:
    twice = {path: [id for id, count in Counter(page.ids).items() if count > 1] for path, page in html.items()}

    assert {path: ids for path, ids in twice.items() if ids} == {}


def test_no_two_pages_have_the_same_title(html: dict[str, Parsed]) -> None:
    """In one language; a title may be the same in two."""
    titles = Counter((page.title, language_of(page)) for page in html.values())

    assert [title for title, count in titles.items() if count > 1] == []
    assert all(title for title, _ in titles)


def test_nothing_is_loaded_from_anywhere_else_and_nothing_runs(html: dict[str, Parsed]) -> None:
    for path, page in html.items():
        for tag, attributes in page.tags:
            for name, value in attributes.items():
                assert not name.startswith("on"), path
                assert name != "style", path
                if (tag, name) in LOADS and attributes.get("rel") not in ("canonical", "alternate"):
                    assert not urlsplit(value.split(" ")[0]).netloc, (path, value)
            assert tag not in ("iframe", "object", "embed", "style", "base"), path
            assert tag != "script" or attributes == {"type": "application/ld+json"}, path


def test_every_page_forbids_scripts_and_other_sites_by_its_policy(html: dict[str, Parsed]) -> None:
    for path, page in html.items():
        policies = [each["content"] for tag, each in page.tags if each.get("http-equiv") == "Content-Security-Policy"]
        assert len(policies) == 1, path
        assert policies[0].startswith("default-src 'none'; style-src 'self'; img-src 'self'; "), path


def test_headings_begin_at_one_and_skip_no_level(html: dict[str, Parsed]) -> None:
    for path, page in html.items():
        levels = [int(tag[1]) for tag, _ in page.tags if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()]
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        assert all(after - before <= 1 for before, after in pairwise(levels)), (path, levels)


def test_every_page_stays_within_its_budget() -> None:
    crowd = [replace(person, id=f"p-{number}") for number, person in enumerate((people()[:7] * 4)[:25])]
    election = with_people(council(), *crowd)
    built, asked = (dict(render_site(site(each))) for each in (replace(election, questions=()), election))
    index = built["2026-council/index.html"]
    style = next(content for path, content in built.items() if path.startswith("assets/site."))

    assert len(index) <= 40_000
    assert len(gzip.compress(index, mtime=0)) <= 10_000
    assert len(style) <= 22_000  # a menu on phones and sideways scrolling with a cue took 2,000
    assert len(gzip.compress(style, mtime=0)) <= 5_750
    for person in crowd:
        page = built[f"2026-council/candidates/{person.id}/index.html"]
        words = person.statement.html if person.statement else ""
        # 1,500 for a second language, the profile, and the fold around the proof with a word on fingerprints
        assert len(page) - len(words.encode()) <= 10_000 + 1_500
        assert len(asked[f"2026-council/candidates/{person.id}/index.html"]) - len(page) <= 450


def test_the_data_fits_the_published_schema(files: dict[str, bytes]) -> None:
    schema = json.loads(files["schema/nomflow-election-1.json"])
    Draft202012Validator.check_schema(schema)
    for path, content in files.items():
        if path.endswith("/election.json"):
            Draft202012Validator(schema).validate(json.loads(content))
        elif "/candidates/" in path and path.endswith(".json"):
            one = {"$ref": "#/$defs/candidate", "$defs": schema["$defs"]}
            Draft202012Validator(one).validate(json.loads(content))


def test_the_manifest_has_the_hash_of_every_file_of_the_election(files: dict[str, bytes]) -> None:
    listed = json.loads(files["2026-council/manifest.json"])["files"]

    assert {path for path in files if path.startswith("2026-council/")} - {"2026-council/manifest.json"} <= set(listed)
    assert all(sha256(files[path]).hexdigest() == digest for path, digest in listed.items())


def test_a_machine_finds_the_people_in_the_page_itself(files: dict[str, bytes]) -> None:
    page = files["2026-council/index.html"].decode()
    found = json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])

    assert [item["item"]["name"] for item in found["@graph"][1]["itemListElement"]][1] == "Oisín “Osh” Brennan"


def rows(built: Mapping[str, bytes], path: str = "2026-council/index.html") -> list[str]:
    return [each["id"] for tag, each in parsed(built[path]).tags if tag == "li" and each.get("id", "").startswith("c-")]


def test_people_who_left_are_told_apart_from_those_who_stand_and_keep_their_page(files: dict[str, bytes]) -> None:
    assert "c-bo-l" not in rows(files)
    left = parsed(files["2026-council/candidates/bo-l/index.html"])
    assert "withdrew on" in " ".join(left.text)
    assert "I wanted to look after our mirrors." in " ".join(left.text)
    assert "I wanted to look after our mirrors." not in files["2026-council/all/index.html"].decode()


def test_somebody_who_asked_to_be_removed_leaves_a_tombstone_without_a_name() -> None:
    grave = CandidatePage(
        id="x1", name="", gone=Gone(why=Leaving.REMOVED, at=datetime.fromisoformat("2026-08-02T00:00:00Z"))
    )
    grave = replace(grave, translations=people()[0].translations)
    built = dict(render_site(only(*people()[:2], grave)))
    assert not [path for path in built if "/x1/" in path and path.count("/x1/index.html") == 0]
    assert json.loads(built["2026-council/candidates/x1.json"])["translations"] == []
    page = parsed(built["2026-council/candidates/x1/index.html"])

    assert page.title == "Removed page · Council election 2026"
    assert ("meta", {"name": "robots", "content": "noindex"}) in page.tags
    assert "Somebody asked on" in " ".join(parsed(built["2026-council/index.html"]).text)


def test_photos_and_quotations_are_for_everybody_or_for_nobody() -> None:
    first, second = people()[0], people()[1]
    photo = Photo("assets/photos/a-320.webp", "assets/photos/a-640.webp")
    one = parsed(
        dict(render_site(only(replace(first, photo=photo), replace(second, summary=""))))["2026-council/index.html"]
    )
    both = parsed(
        dict(render_site(only(replace(first, photo=photo), replace(second, photo=photo))))["2026-council/index.html"]
    )

    assert [tag for tag, each in one.tags if each.get("class", "").startswith("face")] == ["span", "span"]
    assert not [tag for tag, _ in one.tags if tag == "blockquote"]
    assert [tag for tag, each in both.tags if each.get("class", "").startswith("face")] == ["img", "img"]
    assert len([tag for tag, _ in both.tags if tag == "blockquote"]) == 2


@pytest.mark.parametrize("base", ["", "https://example.org", "https://example.org/elections/"])
def test_a_site_stands_wherever_it_is_put(base: str) -> None:
    built = dict(render_site(replace(only(*people()[:1]), base_url=base)))
    about, missing = (parsed(built[path]).tags for path in ("2026-council/about/index.html", "404.html"))
    canonical = [each["href"] for _, each in about if each.get("rel") == "canonical"]

    assert canonical == ([f"{base.rstrip('/')}/2026-council/about/"] if base else [])
    assert [each["href"] for _, each in missing if each.get("class") == "brand"] == [
        "/elections/" if base.endswith("elections/") else "/"
    ]


def test_a_page_that_shows_the_list_another_way_sends_search_engines_to_the_list(html: dict[str, Parsed]) -> None:
    for path in ("2026-council/all/index.html", "2026-council/r/3/index.html"):
        heads = html[path].tags
        assert ("link", {"rel": "canonical", "href": "https://elections.riverbend.example/2026-council/"}) in heads
        assert (("meta", {"name": "robots", "content": "noindex"}) in heads) == ("/r/" in path)


def test_the_smallest_election_has_no_trace_of_what_it_does_not_need() -> None:
    alone = CandidatePage(id="ada", name="Ada Example", statement=statement("Hello."))
    tiny = ElectionPage(id="2026", title="Election", phase=Phase.PUBLISHED, races=(Race(candidates=(alone,)),))
    built = dict(render_site(Site(organisation=OrganisationPage("Tiny"), elections=(tiny,), built=site().built)))

    assert not [path for path in built if "compare" in path or "/r/" in path or path.endswith(".ics")]
    text = built["2026/candidates/ada/index.html"].decode()
    assert not [
        word for word in ("<aside", "Endorsed", "reviewed", "History", 'class="turn"', "mailto:") if word in text
    ]
    assert "Dates" not in " ".join(parsed(built["2026/index.html"]).text)


def test_a_long_booklet_comes_in_parts_and_a_crowd_is_not_compared() -> None:
    crowd = [
        CandidatePage(id=f"p{number}", name=f"Person {number}", statement=statement("Hi.")) for number in range(70)
    ]
    built = dict(render_site(only(*crowd)))

    assert "2026-council/all/2/index.html" in built
    assert "2026-council/all/3/index.html" not in built
    assert "2026-council/compare/index.html" not in built
    assert len(rows(built)) == 70


@pytest.mark.parametrize(
    ("topics", "compared"),
    [
        ((), ["Statement"]),
        ((ComparedTopic("Budget", ("Money",)),), ["Statement"]),
        ((ComparedTopic("Budget", ("Money",)), ComparedTopic("Plans", ("What I would do",))), ["Plans"]),
    ],
)
def test_people_are_compared_on_what_they_wrote_about_else_as_a_whole(
    topics: tuple[ComparedTopic, ...], compared: list[str]
) -> None:
    election = replace(council(), topics=topics, races=(Race(candidates=people()[:2]),))
    page = parsed(dict(render_site(site(election)))["2026-council/compare/index.html"])
    headings = [each.get("id", "") for tag, each in page.tags if tag == "h2" and each.get("id", "").startswith("topic")]

    assert len(headings) == len(compared)
    assert all(title in page.text for title in compared)


def silent(content: bytes, after: str) -> list[str]:
    """Who is named under the first "No answer from" after some words of a page."""
    named = content.decode().partition(after)[2].partition('class="silent"')[2].partition("</section>")[0]
    return re.findall(r"candidates/([^/]+)/", named)


def test_answers_stand_in_the_order_of_the_list_and_who_is_silent_is_named_once(files: dict[str, bytes]) -> None:
    page = parsed(files["2026-council/questions/3-rota/index.html"])
    listed = [id.removeprefix("c-") for id in rows(files)]
    shown = [each["id"].removeprefix("c-") for tag, each in page.tags if tag == "h3" and each.get("id")]

    assert shown == [id for id in listed if id in {"o-brennan", "tane", "yusra-h", "marisol-q", "lin-xw"}]
    assert "cannot be shown here" in " ".join(page.text)
    for path, after in (("questions/3-rota/", "<main"), ("compare/", 'id="q-3"')):
        named = silent(files[f"2026-council/{path}index.html"], after)
        assert named == [id for id in listed if id not in shown]


def test_a_candidate_page_counts_the_answers_and_never_repeats_them(files: dict[str, bytes]) -> None:
    page = files["2026-council/candidates/marisol-q/index.html"].decode()
    other = files["2026-council/candidates/tane-2/index.html"].decode()

    assert "Answered 1 of 3 questions" in page
    assert 'href="../../questions/3-rota/#c-marisol-q"' in page
    assert "A rota of six" not in page
    assert "Answered 0 of 3 questions" in other
    assert "Answered" not in files["2026-council/candidates/bo-l/index.html"].decode()


def test_before_the_list_is_final_questions_are_shown_and_answers_are_not() -> None:
    election = replace(council(), phase=Phase.OPEN)
    built = dict(render_site(site(election)))
    page = built["2026-council/questions/3-rota/index.html"].decode()

    assert "Who answers the phone" in page
    assert "All answers are published together" in page
    assert "A rota of six" not in page
    assert "No answer from" not in page
    assert "Answered" not in built["2026-council/candidates/marisol-q/index.html"].decode()
    assert b"Who answers the phone" not in built["2026-council/compare/index.html"]


@pytest.mark.parametrize("ids", [("a", "a"), ("../a",), ("A",), ("a//b",)])
def test_an_election_needs_an_id_of_its_own_that_fits_an_address(ids: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="election ids"):
        list(render_site(site(*(replace(council(), id=id) for id in ids))))


def test_the_documentation_names_every_block_that_can_be_replaced() -> None:
    guide = (Path(__file__).parents[3] / "docs/theming.md").read_text(encoding="utf-8")
    told = {
        name: set(re.findall(r"`(\w+)`", blocks))
        for name, blocks in re.findall(r"^\| `([\w.]+j2)` \|(.*)\|$", guide, re.MULTILINE)
    }
    there = {
        name: set(re.findall(r"{% block (\w+)", source(name))) - ({"main"} if name != "layout.html.j2" else set())
        for name in template_names() - FIXED
    }
    assert told == there


def test_an_organisation_overrides_a_block_and_keeps_the_rest() -> None:
    own = "{% extends 'nomflow/candidate.html.j2' %}{% block side %}<p>Ours: {{ candidate.name }}</p>{% endblock %}"
    built = dict(render_site(only(*people()[:2]), overrides={"candidate.html.j2": own}))
    page = built["2026-council/candidates/marisol-q/index.html"].decode()

    assert "<p>Ours: Marisol Quintanilla</p>" in page
    assert "Endorsed by" not in page
    assert "Pay for review" in page


def test_the_newest_election_comes_first_however_they_are_configured() -> None:
    older, newer = several(), council()
    for given in ((older, newer), (newer, older)):
        page = dict(render_site(site(*given)))["index.html"].decode()
        main = page[page.index("<main") :]
        assert main.index(f'href="{newer.id}/"') < main.index(f'href="{older.id}/"')
