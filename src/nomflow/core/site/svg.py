"""Whether an SVG is a drawing and nothing else: shapes, fills and words, no script, no style sheet, nothing fetched.

It is a list of what may be there, not of what may not. The drawing is then shown as it is, byte for byte.
"""

from __future__ import annotations

import re

from nomflow.core.markdown.words import names

MOST_BYTES = 200_000
"""More than a logo needs."""

_SPACE = "http://www.w3.org/2000/svg"
_ELEMENTS = names(
    """circle clipPath defs desc ellipse g line linearGradient marker mask path pattern polygon polyline
    radialGradient rect stop svg symbol text title tspan use"""
)
_ATTRIBUTES = names(
    """aria-hidden aria-label aria-labelledby class clip-path clip-rule clipPathUnits color cx cy d dominant-baseline
    dx dy fill fill-opacity fill-rule font-family font-size font-style font-weight fx fy gradientTransform
    gradientUnits height id letter-spacing lang marker-end marker-mid marker-start markerHeight markerUnits markerWidth
    mask maskContentUnits maskUnits offset opacity orient overflow paint-order patternContentUnits patternTransform
    patternUnits points preserveAspectRatio r refX refY role rotate rx ry shape-rendering spreadMethod stop-color
    stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-opacity stroke-width text-anchor text-rendering textLength transform transform-origin vector-effect version
    viewBox visibility width x x1 x2 y y1 y2 space"""
)
_STYLES = re.compile(r"[a-zA-Z-]+\s*:\s*(?:[^;:()\\@<&]|url\(#[\w.-]+\)|rgba?\([\d.,%\s]+\))+")
_OUTSIDE = re.compile(r"url\s*\((?!\s*#)|\\|@import|expression|javascript:", re.IGNORECASE)


def svg_fault(raw: bytes) -> str:
    """What keeps a file from being shown as a logo, as the end of a sentence that begins with its path, or ``""``."""
    from xml.parsers.expat import ExpatError, ParserCreate

    if len(raw) > MOST_BYTES:
        return f"has more than {MOST_BYTES // 1000} kB."
    found: list[str] = []
    depth = 0

    def element(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        space, _, bare = name.rpartition(" ")
        if space != _SPACE or bare not in _ELEMENTS or (depth == 0) is not (bare == "svg"):
            found.append(f"holds <{bare}>")
        depth += 1
        found.extend(fault for each, value in attributes.items() if (fault := _attribute(each, value)))

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    def doctype(_name: str, _system: str | None, _public: str | None, own: int) -> None:
        if own:
            found.append("defines entities of its own")

    def instruction(target: str, _data: str) -> None:
        found.append(f"holds <?{target}?>")

    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = element, end
    parser.StartDoctypeDeclHandler, parser.ProcessingInstructionHandler = doctype, instruction
    try:
        parser.Parse(raw, True)
    except ExpatError as error:
        return f"is no SVG: line {error.lineno} cannot be read."
    return f"{found[0][:80]}, which a logo does not need. Export it as plain SVG." if found else ""


def _attribute(name: str, value: str) -> str:
    bare = name.rpartition(" ")[2]
    if bare == "href":
        return "" if re.fullmatch(r"#[\w.-]+", value) else "leads to another file"
    if bare == "style":
        parts = [part.strip() for part in value.split(";")]
        wrong = _OUTSIDE.search(value) or any(part and not _STYLES.fullmatch(part) for part in parts)
        return "has a style that is not plain" if wrong else ""
    if bare not in _ATTRIBUTES or " " in name.removeprefix("http://www.w3.org/XML/1998/namespace "):
        return f"has the attribute {bare}"
    return "leads to another file" if _OUTSIDE.search(value) else ""
