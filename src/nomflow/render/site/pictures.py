"""From a picture that somebody sent to pictures that pages show: pixels only, of a known size, the same each time.

Nothing of the file but its pixels gets through: no EXIF, no place where it was taken, no colour profile, no comment.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

from nomflow.core.snapshot.photo import is_too_large
from nomflow.core.snapshot.picture import SHOWN, look

SMALL, LARGE = 320, 640
"""Pixels of a side: what the page shows, and the same on screens with twice as many."""

MOST_BYTES = 30_000
"""What each aims at; a picture of noise may stay above it."""

_QUALITIES = (82, 74, 66, 58, 50, 40, 30)
_LOGO = (640, 128)
_PAPER = (255, 255, 255)


def portrait(raw: bytes) -> tuple[bytes, bytes]:
    """A square from the middle as WebP, ``SMALL`` and ``LARGE``. Raises ``ValueError`` for what is no such picture."""
    with _opened(raw) as picture:
        square = _srgb(ImageOps.fit(_flat(picture), (LARGE, LARGE), Image.Resampling.LANCZOS), picture)
        return _webp(square.resize((SMALL, SMALL), Image.Resampling.LANCZOS)), _webp(square)


def logo(raw: bytes) -> bytes:
    """The whole picture as PNG, no larger than it is shown, with what is transparent in it. Raises ``ValueError``."""
    with _opened(raw) as picture:
        clear = picture.convert("RGBA")
        clear.thumbnail(_LOGO, Image.Resampling.LANCZOS)
        made = BytesIO()
        _only_pixels(clear).save(made, "PNG", optimize=True)
        return made.getvalue()


@contextmanager
def _opened(raw: bytes) -> Iterator[Image.Image]:
    """The picture upright, if its size can be borne: that is known before anything is decoded."""
    told = look(raw)
    if told.format not in SHOWN:
        raise ValueError("it is no JPEG, PNG or WebP")
    if not told.width * told.height or is_too_large(told.width, told.height):
        raise ValueError("it has too many pixels, or does not say how many")
    try:
        with Image.open(BytesIO(raw), formats=SHOWN) as picture:
            if is_too_large(picture.width, picture.height):
                raise ValueError("it has too many pixels")
            picture.draft(picture.mode, (2 * LARGE, 2 * LARGE))
            yield ImageOps.exif_transpose(picture)
    except ValueError:
        raise
    except Exception as error:  # decoders raise anything at all for bytes that are wrong
        raise ValueError(f"it cannot be decoded ({type(error).__name__})") from error


def _flat(picture: Image.Image) -> Image.Image:
    """Without transparency, in a mode that can be made smaller."""
    if picture.has_transparency_data:
        clear = picture.convert("RGBA")
        paper = Image.new("RGBA", clear.size, (*_PAPER, 255))
        return Image.alpha_composite(paper, clear).convert("RGB")
    return picture if picture.mode in ("RGB", "L", "CMYK") else picture.convert("RGB")


def _srgb(square: Image.Image, picture: Image.Image) -> Image.Image:
    """Its colours as browsers take them where no profile tells otherwise."""
    profile = picture.info.get("icc_profile")
    if profile:
        try:
            given = ImageCms.ImageCmsProfile(BytesIO(profile))
            made = ImageCms.profileToProfile(square, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
            square = made or square
        except (ImageCms.PyCMSError, OSError):  # a broken profile is as good as none
            pass
    return _only_pixels(square.convert("RGB"))


def _only_pixels(picture: Image.Image) -> Image.Image:
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    return clean


def _webp(picture: Image.Image) -> bytes:
    made = b""
    for quality in _QUALITIES:
        out = BytesIO()
        picture.save(out, "WEBP", quality=quality, method=4)
        made = out.getvalue()
        if len(made) <= MOST_BYTES:
            break
    return made
