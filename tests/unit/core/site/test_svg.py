"""Which drawings may be a logo."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nomflow.core.site.svg import svg_fault

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'


@pytest.mark.parametrize(
    "inside",
    [
        '<title>Harbour</title><path d="M0 0h9v9z" fill="#123"/>',
        '<defs><linearGradient id="a"><stop stop-color="red"/></linearGradient></defs><rect fill="url(#a)"/>',
        '<g style="fill: #123; stroke:rgb(1,2,3)"><circle r="3" style="fill:url(#a)"/></g>',
        '<use href="#a"/><use xlink:href="#a"/><text x="1" y="2">Abc <tspan>d</tspan></text>',
        "<!-- drawn by hand -->",
    ],
)
def test_a_drawing_passes(inside: str) -> None:
    assert svg_fault(SVG.format(inside).encode()) == ""
    old = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">\n'
    assert svg_fault((old + SVG.format(inside)).encode()) == ""


@pytest.mark.parametrize(
    ("inside", "why"),
    [
        ("<script>alert(1)</script>", "holds <script>"),
        ('<a href="#x"><path/></a>', "holds <a>"),
        ('<image href="https://evil.example/x.png"/>', "holds <image>"),
        ("<foreignObject/>", "holds <foreignObject>"),
        ("<style>@import 'https://evil.example'</style>", "holds <style>"),
        ('<animate attributeName="href" to="javascript:alert(1)"/>', "holds <animate>"),
        ('<path onload="alert(1)"/>', "has the attribute onload"),
        ('<path ONLOAD="alert(1)"/>', "has the attribute ONLOAD"),
        ('<use href="https://evil.example/x.svg#a"/>', "leads to another file"),
        ('<use xlink:href="javascript:alert(1)"/>', "leads to another file"),
        ('<path fill="url(https://evil.example)"/>', "leads to another file"),
        ('<path fill="URL( //evil.example)"/>', "leads to another file"),
        ('<path style="background:url(//evil.example)"/>', "has a style that is not plain"),
        ('<path style="fill:\\75rl(//evil.example)"/>', "has a style that is not plain"),
        ('<path style="behavior:expression(1)"/>', "has a style that is not plain"),
        ('<svg:path xmlns:svg="http://www.w3.org/2000/svg" xmlns:x="urn:x" x:fill="red"/>', "has the attribute fill"),
        ('<p xmlns="http://www.w3.org/1999/xhtml"/>', "holds <p>"),
        ("<svg/>", "holds <svg>"),
        ("<?xml-stylesheet href='https://evil.example/x.css'?>", "holds <?xml-stylesheet?>"),
        ("<path", "is no SVG: line 1"),
    ],
)
def test_anything_else_is_refused_with_its_name(inside: str, why: str) -> None:
    assert svg_fault(SVG.format(inside).encode()).startswith(why)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;").encode(), "defines entities of its own"),
        (b"<html xmlns='http://www.w3.org/2000/svg'/>", "holds <html>"),
        (b"<svg/>", "holds <svg>"),
        (b"", "is no SVG"),
        (b"\x89PNG", "is no SVG"),
        (SVG.format(" " * 200_000).encode(), "has more than 200 kB"),
    ],
)
def test_other_files_are_refused(raw: bytes, why: str) -> None:
    assert svg_fault(raw).startswith(why)


@given(
    st.binary(max_size=200)
    | st.text(max_size=100).map(lambda inside: SVG.replace("{}", inside).encode("utf-8", "replace"))
)
def test_any_bytes_are_answered(raw: bytes) -> None:
    assert isinstance(svg_fault(raw), str)
