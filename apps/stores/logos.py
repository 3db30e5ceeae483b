"""Logos that merchants upload, made safe: decoded within limits, scaled down, re-encoded, and stored once.

Only the pixels of the uploaded file reach a document: no metadata, no profile, no script. A small file may contain an
image that needs gigabytes, so its header decides whether it is decoded, and a process decodes one at a time.
"""

import hashlib
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from apps.core.errors import FolioError
from apps.stores.models import Logo, Store

# Limits of an upload, in bytes and pixels.
MOST_BYTES = 2 * 1024 * 1024
_MOST_PIXELS = 20_000_000
_LONGEST_SIDE = 10_000
# Bytes of the decoded image and its copy in colour: 3,000 pixels a side in the mode that needs most.
_MOST_DECODED = 3_000 * 3_000 * 8
# Bytes of a pixel in Pillow's memory; four for the modes that are not listed, because RGB is padded.
_BYTES_OF_PIXEL = {"1": 1, "L": 1, "P": 1, "I;16": 2}
_BOX = (800, 400)
_MOST_KEPT_BYTES = 150_000
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
_QUALITY = 85
# JPEG makes photographs several times smaller, but not drawings.
_WORTH_JPEG = 3
# Seconds to wait for the image that is being decoded.
_PATIENCE = 10.0
_decoding = threading.Lock()


class UnusableLogo(FolioError):
    """A file that cannot be printed as a logo; `advice` tells the merchant in their language what to do."""

    code = "unusable_logo"
    advice: Promise = _("Upload a PNG or JPEG picture.")


class LogoTooLarge(UnusableLogo):
    """A file with more bytes or pixels than a logo needs."""

    code = "logo_too_large"
    advice = _("The picture is too large: upload one of at most 2 MB and 3,000 pixels a side.")


class NotAPicture(UnusableLogo):
    """A file that is no image of a supported format, or a damaged one."""

    code = "not_a_picture"
    advice = _("This file cannot be printed: upload a PNG, JPEG, WebP or GIF picture. SVG is not supported.")


class DecoderBusy(UnusableLogo):
    """Other images have been decoded for as long as a request can wait."""

    code = "decoder_busy"
    advice = _("Folio is processing other pictures. Upload yours again in a minute.")


@dataclass(frozen=True, slots=True)
class Picture:
    """An uploaded logo as it is stored: a PNG or JPEG file and its size in pixels."""

    content: bytes
    width: int
    height: int


def read_logo(file: IO[bytes]) -> Picture:
    """Return the logo in `file`, re-encoded. Raise LogoTooLarge, NotAPicture, DecoderBusy.

    It takes up to seconds and much memory: do not call it within a transaction.
    """
    given = file.read(MOST_BYTES + 1)
    if len(given) > MOST_BYTES:
        raise LogoTooLarge("The uploaded logo has too many bytes.")
    with _alone():
        picture = _decoded(given)
    content = _encoded(picture)
    return Picture(content, picture.width, picture.height)


def keep_logo(store: Store, picture: Picture) -> Logo:
    """Return the logo of `store` that shows `picture`; the same file is stored once."""
    logo, _created = Logo.objects.get_or_create(
        store=store,
        sha256=hashlib.sha256(picture.content).hexdigest(),
        defaults={"content": picture.content, "width": picture.width, "height": picture.height},
    )
    return logo


@contextmanager
def _alone() -> Iterator[None]:
    """Run one block at a time in this process. Raise DecoderBusy after `_PATIENCE` seconds."""
    if not _decoding.acquire(timeout=_PATIENCE):
        raise DecoderBusy("Another logo is being decoded: try again in a minute.")
    try:
        yield
    finally:
        _decoding.release()


def _decoded(given: bytes) -> Image.Image:
    """Return the image in the file `given`, in colour and scaled into the box."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = _opened(given)
            opened.load()
            ImageOps.exif_transpose(opened, in_place=True)
            mode = _colour_mode(opened)
            plain: Image.Image = opened if opened.mode == mode else opened.convert(mode)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise LogoTooLarge("The uploaded logo has too many pixels.") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, MemoryError):
        raise NotAPicture("The uploaded logo is no picture that can be decoded.") from None
    plain.thumbnail(_BOX, Image.Resampling.LANCZOS)
    return Image.frombytes(plain.mode, plain.size, plain.tobytes())


def _opened(given: bytes) -> ImageFile.ImageFile:
    """Return the image in the file `given`, of which only the header is read. Raise LogoTooLarge."""
    opened = Image.open(BytesIO(given), formats=_FORMATS)
    if max(opened.size) > _LONGEST_SIDE or opened.width * opened.height > _MOST_PIXELS:
        raise LogoTooLarge("The uploaded logo has too many pixels.")
    # A JPEG is decoded no larger than needed.
    opened.draft("RGB", _BOX)
    if opened.width * opened.height * _cost(opened) > _MOST_DECODED:
        raise LogoTooLarge("The uploaded logo would take too much memory.")
    return opened


def _cost(opened: ImageFile.ImageFile) -> int:
    """Return the bytes per pixel during decoding; the decoder of WebP has a canvas of its own."""
    cost = _BYTES_OF_PIXEL.get(opened.mode, 4) + 4 * (opened.mode != _colour_mode(opened))
    return 2 * cost if opened.format == "WEBP" else cost


def _colour_mode(picture: Image.Image) -> str:
    return "RGBA" if picture.has_transparency_data else "RGB"


def _encoded(picture: Image.Image) -> bytes:
    """Return `picture` as a file, scaled down until it fits: every document contains the logo."""
    content = _smallest(picture)
    while len(content) > _MOST_KEPT_BYTES:
        picture.thumbnail((picture.width * 3 // 4, picture.height * 3 // 4), Image.Resampling.LANCZOS)
        content = _smallest(picture)
    return content


def _smallest(picture: Image.Image) -> bytes:
    drawn = _as(picture, "PNG", optimize=True)
    if picture.mode == "RGBA":
        return drawn
    photographed = _as(picture, "JPEG", quality=_QUALITY, optimize=True)
    return photographed if _WORTH_JPEG * len(photographed) < len(drawn) else drawn


def _as(picture: Image.Image, kind: str, **options: object) -> bytes:
    target = BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()
