"""What a repository gives its site besides the statements: photos and a logo."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from made_pictures import drawn
from PIL import Image
from test_check import CONFIG, GOOD
from test_close import OFFICERS, Made, close, endorsed, nomflow, put, read, saved
from test_publish import files

from nomflow.core.basics.json_document import plain
from nomflow.core.snapshot.photo import photo_file

WITH_PHOTO = GOOD.replace("handle: ida-samuel\n", "handle: ida-samuel\nphoto: ida-samuel.jpg\n")
PICTURE = drawn(500, 700, note="at home")
INDEX = "2026-board/index.html"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "nominations").mkdir()
    (tmp_path / "nomflow.yml").write_text(CONFIG + OFFICERS, encoding="utf-8")
    (tmp_path / "roll.txt").write_text("ida-samuel\nbo\ncy\nola\n", encoding="utf-8")
    for handle in ("ida-samuel", "bo"):
        state(tmp_path, handle)
    return tmp_path


def state(folder: Path, handle: str, text: str = WITH_PHOTO, picture: bytes = PICTURE) -> None:
    (folder / f"nominations/{handle}.md").write_text(text.replace("ida-samuel", handle), encoding="utf-8")
    (folder / f"nominations/{handle}.jpg").write_bytes(picture)


def publish(folder: Path, *more: str) -> tuple[dict[str, bytes], str]:
    out = folder / "site"
    ran = nomflow("publish", "--out", str(out), "--as-of=2026-08-02T12:00Z", *more, cwd=folder)
    assert ran.returncode == 0, ran.stderr
    return files(out), ran.stderr


def photos(site: dict[str, bytes]) -> set[str]:
    return {path for path in site if path.startswith("assets/photos/")}


def faces(page: bytes) -> list[str]:
    return re.findall(r'<img class="face[^"]*" src="[./]*(assets/[^"]+)"', page.decode())


def test_with_a_photo_of_everybody_the_list_shows_them(folder: Path) -> None:
    site, told = publish(folder)
    assert told.count("\n") == 1, "nothing is told but the sum"
    assert len(faces(site[INDEX])) == 2
    assert len(photos(site)) == 2, "the same picture twice is one, in two sizes"
    sizes = {Image.open(BytesIO(site[path])).size for path in photos(site)}
    assert sizes == {(320, 320), (640, 640)}
    assert not any(b"at home" in site[path] for path in photos(site))
    assert set(faces(site[INDEX])) | set(faces(site["2026-board/compare/index.html"])) <= photos(site)
    assert publish(folder)[0] == site


def test_with_one_photo_missing_the_list_shows_initials_for_everybody(folder: Path) -> None:
    state(folder, "bo", GOOD)
    site, told = publish(folder)
    assert told.count("\n") == 1
    assert (faces(site[INDEX]), faces(site["2026-board/compare/index.html"])) == ([], [])
    assert len(faces(site["2026-board/candidates/ida-samuel/index.html"])) == 1, "on a page of one's own it stands"
    assert faces(site["2026-board/candidates/bo/index.html"]) == []


@pytest.mark.parametrize(
    ("picture", "why"),
    [(PICTURE[:3000], "it cannot be decoded"), (b"<svg/>", "it is no JPEG, PNG or WebP")],
)
def test_a_photo_that_cannot_be_shown_is_told_and_breaks_nothing(folder: Path, picture: bytes, why: str) -> None:
    state(folder, "bo", picture=picture)
    site, told = publish(folder)
    assert f"nomflow: the photo of bo in 2026-board is not shown: {why}" in told
    assert faces(site[INDEX]) == []
    assert "2026-board/candidates/bo/index.html" in site


def test_a_statement_that_cannot_be_shown_takes_nobodys_photo(folder: Path) -> None:
    broken = WITH_PHOTO.replace("ida-samuel", "bo").encode() + b"|" * 40_000 + b"\n" + b"|-" * 20_000
    (folder / "nominations/bo.md").write_bytes(broken)
    site, _ = publish(folder)
    assert "cannot be shown" in site["2026-board/candidates/bo/index.html"].decode()
    assert len(faces(site[INDEX])) == 2


def test_a_photo_behind_a_link_is_not_shown(folder: Path) -> None:
    (folder / "elsewhere.jpg").write_bytes(PICTURE)
    (folder / "nominations/bo.jpg").unlink()
    (folder / "nominations/bo.jpg").symlink_to(folder / "elsewhere.jpg")
    site, _ = publish(folder)
    assert faces(site["2026-board/candidates/bo/index.html"]) == []


def test_a_sealed_election_shows_no_photo_before_its_time(folder: Path) -> None:
    config = f"{CONFIG}{OFFICERS}    nominations: {{venue: mail}}\n"
    sealed = config.replace("publication: {", "publication: {visibility: sealed, ")
    (folder / "nomflow.yml").write_text(sealed, encoding="utf-8")
    ran = nomflow("publish", "--out", "early", "--as-of=2026-07-20T12:00Z", cwd=folder)
    assert ran.returncode == 0, ran.stderr
    assert photos(files(folder / "early")) == set()
    assert nomflow("close", "--as-of=2026-08-02T12:00Z", cwd=folder).returncode == 0
    assert len(photos(publish(folder)[0])) == 2


def test_the_preview_shows_the_photo_too(folder: Path) -> None:
    ran = nomflow("preview", "nominations/bo.md", "--out", "preview", cwd=folder)
    assert ran.returncode == 0, ran.stderr
    written = files(folder / "preview")
    assert len(faces(written["2026-board/candidates/bo/index.html"])) == 1
    assert "| Photo | ✅\u00a0done | The photo is correct. |" in written["comment.md"].decode()


def nomination(handle: str, number: int, picture: bytes = PICTURE) -> Made:
    path = f"nominations/{handle}.jpg"
    made = saved(handle, number, endorsed(number), text=WITH_PHOTO.replace("ida-samuel", handle))
    return made | {"photo": plain(photo_file(path, "100644", picture))}


def withdrawn(made: Made, handle: str) -> Made:
    pull_request = made["pull_request"]
    assert isinstance(pull_request, dict)
    left = {"id": "9", "author": handle, "body": "/withdraw", "created_at": "2026-07-25T10:00:00Z", "url": ""}
    return made | {"pull_request": pull_request | {"comments": [*pull_request["comments"], left]}}


def test_whoever_withdrew_has_a_page_without_a_photo(folder: Path) -> None:
    put(folder, nomination("ida-samuel", 1), withdrawn(nomination("bo", 2), "bo"))
    site, _ = publish(folder, "--snapshots", "snapshots")
    assert len(faces(site[INDEX])) == 1
    assert "2026-board/candidates/bo/index.html" in site
    assert faces(site["2026-board/candidates/bo/index.html"]) == []


def test_the_photo_that_stood_at_the_close_is_the_one_shown(folder: Path) -> None:
    put(folder, nomination("ida-samuel", 1), nomination("bo", 2))
    record = close(folder)
    entries = read(record)["nominations"]
    assert isinstance(entries, list)
    known = photo_file("nominations/ida-samuel.jpg", "100644", PICTURE)
    assert entries[0]["photo"] == {"path": known.path, "blob": known.blob, "sha256": known.sha256}
    before, _ = publish(folder, "--freeze", str(record / "freeze.json"))
    assert len(faces(before[INDEX])) == 2
    verified = nomflow("verify", "records", ".", cwd=folder)
    assert verified.returncode == 0, verified.stdout
    assert "2 photos are the bytes that stood at the close." in verified.stdout

    state(folder, "bo", picture=drawn(700, 700))
    after, told = publish(folder, "--freeze", str(record / "freeze.json"))
    assert "the photo of bo in 2026-board is not shown: nominations/bo.jpg is not the file that was there" in told
    assert faces(after[INDEX]) == []
    verified = nomflow("verify", "records", ".", cwd=folder)
    assert (verified.returncode, "changed: nominations/bo.jpg" in verified.stdout) == (1, True)


def test_a_push_after_the_close_puts_no_other_photo_on_record(folder: Path) -> None:
    early = nomination("ida-samuel", 1) | {"taken_at": "2026-07-25T00:00:00Z"}
    pull_request = early["pull_request"]
    assert isinstance(pull_request, dict)
    later = nomination("ida-samuel", 1, drawn(800, 800))
    later["pull_request"] = pull_request | {"head": "f" * 40}
    for number, (snapshots, photo) in enumerate((((later,), None), ((later, early), early["photo"]))):
        for path in (folder / "snapshots").glob("*"):
            path.unlink()
        put(folder, *snapshots)
        ran = nomflow("close", "--snapshots", "snapshots", "--out", f"try-{number}", cwd=folder)
        assert ran.returncode == 0, ran.stderr
        entry = json.loads((folder / f"try-{number}/2026-board/freeze.json").read_bytes())["nominations"][0]
        assert isinstance(photo, dict | None)
        assert entry.get("photo", {}).get("sha256") == (photo or {}).get("sha256")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


@pytest.mark.parametrize(
    ("name", "raw", "kind"),
    [("logo.png", drawn(900, 300, "PNG"), "png"), ("logo.jpg", drawn(), "png"), ("l.svg", SVG, "svg")],
)
def test_the_organisations_logo_stands_on_every_page(folder: Path, name: str, raw: bytes, kind: str) -> None:
    config = CONFIG.replace("organisation: Example Cooperative", f"organisation: {{name: Example, logo: {name}}}")
    (folder / "nomflow.yml").write_text(config, encoding="utf-8")
    (folder / name).write_bytes(raw)
    site, _ = publish(folder)
    [path] = [path for path in site if path.startswith("assets/logo.")]
    assert path.endswith(f".{kind}")
    for page in ("index.html", INDEX, "2026-board/candidates/bo/index.html"):
        assert f'src="{"../" * page.count("/") or "./"}{path}" alt=""' in site[page].decode()


@pytest.mark.parametrize(
    ("name", "raw", "why"),
    [
        ("logo.png", None, "logo.png is not there."),
        ("logo.png", b"GIF89a", "logo.png cannot be shown: it is no JPEG, PNG or WebP."),
        ("logo.svg", b"<svg", "logo.svg is no SVG: line 1 cannot be read. A PNG of it works as well."),
        ("logo.svg", SVG.replace(b"<path", b"<script/><path"), "logo.svg holds <script>, which a logo does not need."),
    ],
)
def test_a_logo_that_cannot_be_used_stops_it_before_anything_is_written(
    folder: Path, name: str, raw: bytes | None, why: str
) -> None:
    config = CONFIG.replace("organisation: Example Cooperative", f"organisation: {{name: Example, logo: {name}}}")
    (folder / "nomflow.yml").write_text(config, encoding="utf-8")
    if raw is not None:
        (folder / name).write_bytes(raw)
    ran = nomflow("publish", "--out", "site", cwd=folder)
    assert ran.returncode == 2
    assert f"nomflow.yml:1:31: organisation.logo: {why}" in ran.stderr
    assert not (folder / "site").exists()


def put_in(folder: Path, path: str, text: str | bytes) -> None:
    target = folder / ".github/nomflow" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text.encode() if isinstance(text, str) else text)


def test_the_organisations_words_stand_in_their_places(folder: Path) -> None:
    put_in(
        folder, "before_list.md", "# Before you read\n\nSee [the rules](../../rules.md). <script>alert(1)</script>\n"
    )
    put_in(folder, "after_list.md", "After them.")
    put_in(folder, "footer.md", "Everywhere.")
    site, _ = publish(folder)
    page = site[INDEX].decode()
    assert '<h2 id="before-before-you-read">Before you read</h2>' in page
    assert "<script>" not in page.replace('<script type="application/ld+json">', "")
    assert page.index("Before you read") < page.index('class="people"') < page.index("After them.")
    for path in ("index.html", "404.html", INDEX, "2026-board/candidates/bo/index.html", "2026-board/about/index.html"):
        assert "<p>Everywhere.</p>" in site[path].decode()


def test_an_election_may_have_words_of_its_own(folder: Path) -> None:
    put_in(folder, "before_list.md", "For all.")
    put_in(folder, "2026-board/before_list.md", "For this one.")
    page = publish(folder)[0][INDEX].decode()
    assert ("For this one." in page, "For all." in page) == (True, False)


def test_words_of_its_own_stand_on_pages_in_their_language(folder: Path) -> None:
    config = folder / "nomflow.yml"
    config.write_text(f"{config.read_text('utf-8')}\nsite: {{languages: [en, ar]}}\n", "utf-8")
    put_in(folder, "before_list.md", "For all.")
    put_in(folder, "before_list.ar.md", "للجميع.")
    put_in(folder, "after_list.md", "After all.")
    site = publish(folder)[0]
    english, arabic = (site[path].decode() for path in (INDEX, INDEX.replace("index", "ar/index")))
    assert '<div class="slot" dir="auto"><p>For all.</p>' in english
    assert '<div class="slot" dir="auto"><p>للجميع.</p>' in arabic
    assert '<div class="slot" dir="auto" lang="en"><p>After all.</p>' in arabic


@pytest.mark.parametrize(
    ("name", "raw", "told"),
    [
        ("footer.md", b"Ok\n\xe9t\xe9", "footer.md:2:1: This is not UTF-8."),
        ("footer.md", b"a" * 300_000, "footer.md:1:1: This has more than 262 kB"),
        ("footer.md", b"> " * 5000, "footer.md:1:1: This contains something that nomflow does not read."),
        ("site/candidate.html.j2", b"\xff", "site/candidate.html.j2:1:1: This is not UTF-8."),
        (
            "site/candidate.html.j2",
            b"{% extends 'nomflow/candidate.html.j2' %}\n{% block person %}\n{{ candidate.nmae }}\n{% endblock %}",
            "site/candidate.html.j2:3:1: This template does not work:",
        ),
        ("site/election.html.j2", b"\n\n{% if %}", "site/election.html.j2:3:1: This template does not work: Expected"),
        (
            "site/candidate.html.j2",
            b"{% extends 'nomflow/candidate.html.j2' %}{% block person %}\n{{ candidate.no.such }}{% endblock %}",
            "site/candidate.html.j2:2:1: This template does not work:",
        ),
        (
            "site/candidates.html.j2",
            b"",
            "site/candidates.html.j2:1:1: No page is made from candidates.html.j2; is candidate.html.j2 meant?",
        ),
        ("site/parts.html.j2", b"", "site/parts.html.j2:1:1: parts.html.j2 cannot be replaced"),
        ("site/about.html.j2", b"\n{% extends 'nomflow/abuot.html.j2' %}", "about.html.j2:2:1: There is no template"),
        (
            "site/layout.html.j2",
            b"{{ 1 / 0 }}",
            "site/layout.html.j2:1:1: This template does not work: division by zero",
        ),
        ("site/layout.html.j2", b"{{ ''.__class__.__mro__ }}", "layout.html.j2:1:1: This template does not work:"),
    ],
)
def test_what_the_organisation_has_wrong_is_told_and_nothing_is_written(
    folder: Path, name: str, raw: bytes, told: str
) -> None:
    put_in(folder, name, raw)
    ran = nomflow("publish", "--out", "site", cwd=folder)
    assert (ran.returncode, told in ran.stderr, "Traceback" in ran.stderr) == (2, True, False), ran.stderr
    assert not (folder / "site").exists()


def test_a_template_that_is_a_link_is_not_read(folder: Path) -> None:
    put_in(folder, "site/x", "")
    (folder / ".github/nomflow/site/footer.html.j2").symlink_to("/etc/passwd")
    ran = nomflow("publish", "--out", "site", cwd=folder)
    assert (ran.returncode, "This is not a plain file" in ran.stderr) == (2, True)


def test_templates_of_the_organisations_own_stand_over_ours(folder: Path) -> None:
    put_in(
        folder,
        "site/layout.html.j2",
        '{% extends "nomflow/layout.html.j2" %}{% block head %}<meta name="x">{% endblock %}',
    )
    put_in(folder, "site/forum.html.j2", "<p>Ask {{ candidate.name }}.</p>")
    put_in(
        folder,
        "site/candidate.html.j2",
        '{% extends "nomflow/candidate.html.j2" %}\n'
        '{% block neighbours %}\n{% include "forum.html.j2" %}\n{{ super() }}\n{% endblock %}',
    )
    site, _ = publish(folder)
    page = site["2026-board/candidates/bo/index.html"].decode()
    assert page.index("Ask Ida Samuel.") < page.index('class="onward"')
    assert all('<meta name="x">' in content.decode() for path, content in site.items() if path.endswith(".html"))
    ran = nomflow("preview", "nominations/bo.md", "--out", "preview", cwd=folder)
    assert "Ask Ida Samuel." in files(folder / "preview")["2026-board/candidates/bo/index.html"].decode(), ran.stderr
