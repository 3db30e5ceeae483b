"""Logos as merchants upload them, made safe: decoded under a cap, scaled down, encoded anew, kept once.

Nothing of the uploaded file reaches a document but its pixels: no metadata, no profile, no script.
"""

import hashlib
import warnings
from io import BytesIO
from typing import IO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from apps.core.errors import FolioError
from apps.stores.models import Logo, Store

# What may be uploaded, in bytes and pixels, and what is kept.
MOST_BYTES = 2 * 1024 * 1024
_MOST_PIXELS = 20_000_000
_BOX = (800, 400)
_MOST_KEPT_BYTES = 150_000
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
_QUALITY = 85
# A photograph is several times smaller as JPEG, a drawing is not.
_WORTH_JPEG = 3


class UnusableLogo(FolioError):
    """A file that cannot be printed as a logo; `advice` says in the merchant's language what to do."""

    code = "unusable_logo"
    advice: Promise = _("Upload a PNG or JPEG picture.")


class LogoTooLarge(UnusableLogo):
    """More bytes or pixels than a logo needs."""

    code = "logo_too_large"
    advice = _("The picture is too large: upload one of at most 2 MB and 20 million pixels.")


class NotAPicture(UnusableLogo):
    """Bytes that are no picture of a kind that is printed, or a damaged one."""

    code = "not_a_picture"
    advice = _("This is no picture that can be printed: upload a PNG, JPEG, WebP or GIF file. SVG is not possible.")


def keep(store: Store, file: IO[bytes]) -> Logo:
    """Returns the logo in FILE, re-encoded and kept for STORE; the same pixels are kept once.

    Raises LogoTooLarge, NotAPicture.
    """
    given = file.read(MOST_BYTES + 1)
    if len(given) > MOST_BYTES:
        raise LogoTooLarge("The uploaded logo has too many bytes.")
    picture = _decoded(given)
    content = _encoded(picture)
    logo, _created = Logo.objects.get_or_create(
        store=store,
        sha256=hashlib.sha256(content).hexdigest(),
        defaults={"content": content, "width": picture.width, "height": picture.height},
    )
    return logo


def _decoded(given: bytes) -> Image.Image:
    """The size stands in the file's head: what is too large is refused before a pixel is decoded."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(BytesIO(given), formats=_FORMATS)
            if opened.width * opened.height > _MOST_PIXELS:
                raise LogoTooLarge("The uploaded logo has too many pixels.")
            opened.draft("RGB", _BOX)
            opened.load()
            upright = ImageOps.exif_transpose(opened)
            plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise LogoTooLarge("The uploaded logo has too many pixels.") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, MemoryError):
        raise NotAPicture("The uploaded logo is no picture that can be decoded.") from None
    plain.thumbnail(_BOX, Image.Resampling.LANCZOS)
    return Image.frombytes(plain.mode, plain.size, plain.tobytes())


def _encoded(picture: Image.Image) -> bytes:
    """Smaller until it fits: a logo travels in every document."""
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
