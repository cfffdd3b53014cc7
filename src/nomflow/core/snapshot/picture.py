"""What a picture's first bytes say of it: its format and its size, without decoding anything.

Pictures of candidates are hostile: whoever judges them has a token in hand, so nothing here runs a decoder. Formats:
https://www.w3.org/TR/png/#11IHDR, https://www.w3.org/Graphics/JPEG/itu-t81.pdf (B.2.2),
https://developers.google.com/speed/webp/docs/riff_container.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Struct

from nomflow.core.basics.json_document import Number, doc

SHOWN = ("jpeg", "png", "webp")
"""The formats that pages are made from."""

ENDINGS = (".jpg", ".jpeg", ".png", ".webp")
"""How the names of such files end, in lower case."""

_START_OF_FRAME = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)))
_WITHOUT_LENGTH = frozenset((0x01, *range(0xD0, 0xD8)))
_OTHERS = (
    ("gif", 0, (b"GIF87a", b"GIF89a")),
    ("heic", 4, (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc")),
    ("avif", 4, (b"ftypavif", b"ftypavis")),
    ("tiff", 0, (b"II*\0", b"MM\0*")),
    ("pdf", 0, (b"%PDF",)),
    ("git-lfs", 0, (b"version https://git-lfs.github.com/",)),
)


class Picture(Struct, frozen=True):
    """``format`` is a lower-case name, empty if unknown; ``width`` and ``height`` are in pixels, 0 if not told."""

    format: str = ""
    width: int = 0
    height: int = 0


def look(raw: bytes) -> Picture:
    """Reads the header of any bytes; never raises."""
    if raw.startswith(b"\x89PNG\r\n\x1a\n"):
        return Picture("png", *_sizes(raw, 16, 4, "big")) if raw[12:16] == b"IHDR" else Picture("png")
    if raw.startswith(b"\xff\xd8\xff"):
        return _jpeg(raw)
    if raw.startswith(b"RIFF") and raw[8:12] == b"WEBP":
        return _webp(raw)
    for name, at, starts in _OTHERS:
        if raw.startswith(starts, at):
            return Picture(name)
    return Picture("svg" if b"<svg" in raw[:2000].lower() else "")


def _sizes(raw: bytes, at: int, each: int, order: str, *, mask: int = -1) -> tuple[int, int]:
    """Two numbers beside each other; zeros where the bytes end before."""
    if len(raw) < at + 2 * each:
        return 0, 0
    big = order == "big"
    one, other = (
        int.from_bytes(raw[start : start + each], "big" if big else "little") & mask for start in (at, at + each)
    )
    return one, other


def _jpeg(raw: bytes) -> Picture:
    at = 2
    while at + 4 <= len(raw) and raw[at] == 0xFF:
        marker = raw[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in _WITHOUT_LENGTH:
            at += 2
        elif marker in _START_OF_FRAME:
            height, width = _sizes(raw, at + 5, 2, "big")
            return Picture("jpeg", width, height)
        else:
            length = int.from_bytes(raw[at + 2 : at + 4], "big")
            if marker in (0xD9, 0xDA) or length < 2:
                break
            at += 2 + length
    return Picture("jpeg")


def _webp(raw: bytes) -> Picture:
    kind = raw[12:16]
    if kind == b"VP8X":
        width, height = _sizes(raw, 24, 3, "little")
        return Picture("webp", width + 1, height + 1) if len(raw) >= 30 else Picture("webp")
    if kind == b"VP8L" and raw[20:21] == b"\x2f" and len(raw) >= 25:
        packed = int.from_bytes(raw[21:25], "little")
        return Picture("webp", (packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 " and raw[23:26] == b"\x9d\x01\x2a":
        return Picture("webp", *_sizes(raw, 26, 2, "little", mask=0x3FFF))
    return Picture("webp")


_PLAIN_MODES = ("100644", "100755")


class PhotoFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file as git has it at the commit judged, and what its first bytes say. ``mode`` is git's, empty where there is
    no such file; ``size`` is in bytes; ``sha256`` and the rest are empty where the file was too large to be read."""

    path: Annotated[str, doc("The path.", least=1)]
    mode: Annotated[str, doc("Git's mode, such as 100644; left out where there is no such file.")] = ""
    size: Annotated[Number, doc("Bytes.")] = 0
    blob: Annotated[str, doc("The blob.")] = ""
    sha256: Annotated[str, doc("Of its bytes.")] = ""
    format: Annotated[str, doc("jpeg, png, webp, or what else its first bytes say.")] = ""
    width: Annotated[Number, doc("Pixels.")] = 0
    height: Annotated[Number, doc("Pixels.")] = 0

    @property
    def plain(self) -> bool:
        """Whether it is a file: no link, folder or other repository."""
        return self.mode in _PLAIN_MODES
