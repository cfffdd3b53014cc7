"""Pictures drawn for tests, in the formats and shapes that people send."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

COLOURS = ((0xC0, 0x39, 0x2B), (0x27, 0x6F, 0xBF), (0x2E, 0x8B, 0x57), (0xB8, 0x86, 0x0B))


def drawn(
    width: int = 600, height: int = 600, kind: str = "JPEG", *, mode: str = "RGB", turned: int = 0, note: str = ""
) -> bytes:
    """A picture with a quarter of its own colour in each corner, clockwise from top left.

    ``turned`` is EXIF's orientation, which the pixels are stored for; ``note`` is written into EXIF.
    """
    picture = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(picture)
    half, middle = width // 2, height // 2
    for colour, (left, top) in zip(COLOURS, ((0, 0), (half, 0), (half, middle), (0, middle)), strict=True):
        draw.rectangle((left, top, left + half, top + middle), fill=colour)
    exif = Image.Exif()
    if turned:
        exif[0x0112] = turned
    if note:
        exif[0x010E] = note
    made = BytesIO()
    picture.convert(mode).save(made, kind, **({"exif": exif} if turned or note else {}))
    return made.getvalue()
