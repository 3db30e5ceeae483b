"""A merchant's logo, ready to be embedded: decoded and compressed once per process, not once per document."""

import zlib
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

import structlog
from PIL import Image

log = structlog.get_logger(__name__)

_MOST_PIXELS = 16_000_000
_POINTS_PER_PIXEL = 0.75


@dataclass(frozen=True, slots=True)
class Raster:
    """Samples of 8 bits, row by row, compressed as `encoding` (a filter of the PDF format) states."""

    samples: bytes
    encoding: str
    grey: bool


@dataclass(frozen=True, slots=True)
class Logo:
    """An image of `width` by `height` pixels; `alpha` is the opacity of each, None if all are opaque."""

    width: int
    height: int
    picture: Raster
    alpha: Raster | None

    def fitted(self, width: float, height: float) -> tuple[float, float]:
        """Return width and height in points within a box of `width` by `height`, the proportions kept.

        It is never drawn larger than at 96 pixels an inch.
        """
        scale = min(width / self.width, height / self.height, _POINTS_PER_PIXEL)
        return self.width * scale, self.height * scale


@lru_cache(maxsize=32)
def logo_of(content: bytes) -> Logo | None:
    """Return the PNG or JPEG in `content`, None if it cannot be read: the document is then made without it."""
    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as image:
            return _read(image, content)
    except (OSError, SyntaxError, ValueError, EOFError, zlib.error, Image.DecompressionBombError) as error:
        log.warning("logo left out", reason=f"{type(error).__name__}: {error}"[:200])
        return None


def _read(image: Image.Image, content: bytes) -> Logo:
    if image.width * image.height > _MOST_PIXELS:
        raise ValueError(f"{image.width} × {image.height} pixels are too many")
    image.load()
    if image.format == "JPEG" and image.mode in ("L", "RGB"):
        return Logo(*image.size, Raster(content, "DCTDecode", image.mode == "L"), None)
    alpha = None
    if image.has_transparency_data:
        image = image.convert("RGBA")
        alpha = _deflated(image.getchannel("A"))
    return Logo(*image.size, _deflated(image.convert("L" if image.mode in ("1", "L") else "RGB")), alpha)


def _deflated(image: Image.Image) -> Raster:
    return Raster(zlib.compress(image.tobytes(), 9), "FlateDecode", image.mode == "L")
