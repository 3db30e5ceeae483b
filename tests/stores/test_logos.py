"""Uploaded logos: whatever comes, a small clean picture is kept, or a refusal says what to do."""

import struct
import zlib
from contextlib import suppress
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from apps.stores import logos
from apps.stores.models import Logo, Store


def encoded(kind: str = "PNG", mode: str = "RGB", size: tuple[int, int] = (300, 100), **options: Any) -> bytes:
    target = BytesIO()
    Image.new(mode, size, 1 if mode in {"1", "L", "P", "I;16"} else None or 0).save(target, kind, **options)
    return target.getvalue()


def noise(size: tuple[int, int]) -> bytes:
    target = BytesIO()
    Image.effect_noise(size, 90).convert("RGBA").save(target, "PNG")
    return target.getvalue()


def kept(store: Store, content: bytes) -> Image.Image:
    logo = logos.keep(store, BytesIO(content))
    picture = Image.open(BytesIO(bytes(logo.content)))
    assert (picture.width, picture.height) == (logo.width, logo.height)
    return picture


def png(width: int, height: int, data: bytes = b"") -> bytes:
    """A PNG that claims to be WIDTH by HEIGHT."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1"])
def test_usual_pictures_are_kept(store: Store, kind: str, mode: str) -> None:
    content = encoded(kind, mode) if (kind, mode) != ("JPEG", "P") else encoded(kind, "CMYK")
    assert kept(store, content).size == (300, 100)


def test_deep_and_transparent_ones_too(store: Store) -> None:
    assert kept(store, encoded(mode="RGBA")).mode == "RGBA"
    assert kept(store, encoded(mode="I;16")).mode == "RGB"
    assert kept(store, encoded(mode="LA")).mode == "RGBA"


def test_large_ones_are_scaled_into_the_box_with_their_aspect(store: Store) -> None:
    assert kept(store, encoded(size=(3000, 1000))).size == (800, 267)
    assert kept(store, encoded(size=(1000, 3000))).size == (133, 400)


def test_what_is_kept_is_small_whatever_it_shows(store: Store) -> None:
    logo = logos.keep(store, BytesIO(noise((800, 400))))
    assert len(bytes(logo.content)) <= 150_000
    assert logo.width == pytest.approx(2 * logo.height, abs=4)


def test_nothing_but_pixels_is_kept(store: Store) -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "secret place")
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    exif[0x0112] = 6
    for content in (encoded(pnginfo=info), encoded("JPEG", exif=exif, comment=b"secret place")):
        logo = logos.keep(store, BytesIO(content))
        assert b"secret" not in bytes(logo.content)
    assert (logo.width, logo.height) == (100, 300)


def test_the_same_pixels_are_kept_once_a_store(store: Store) -> None:
    first, second = logos.keep(store, BytesIO(encoded())), logos.keep(store, BytesIO(encoded(compress_level=1)))
    assert first == second
    assert Logo.objects.count() == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"%PDF-1.4",
        encoded()[:60],
        encoded("JPEG")[:300],
        encoded("BMP"),
        encoded("TIFF"),
        png(10, 10),
        png(0, 10),
        b"GIF89a" + b"\xff" * 50,
    ],
)
def test_what_is_no_picture_is_refused(store: Store, content: bytes) -> None:
    with pytest.raises(logos.NotAPicture):
        logos.keep(store, BytesIO(content))
    assert not Logo.objects.exists()


@pytest.mark.parametrize("content", [png(50_000, 50_000), png(30_000, 1_000), b"\x89PNG" + b"0" * 3_000_000])
def test_what_is_too_large_is_refused_before_it_is_decoded(store: Store, content: bytes) -> None:
    with pytest.raises(logos.LogoTooLarge):
        logos.keep(store, BytesIO(content))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.integers(8, 400), st.binary(min_size=1, max_size=20))
def test_damaged_files_are_refused_or_kept_and_nothing_else(place: int, junk: bytes) -> None:
    content = encoded("PNG", size=(60, 40))
    damaged = content[:place] + junk + content[place + len(junk) :]
    with suppress(logos.UnusableLogo):
        assert logos._encoded(logos._decoded(damaged))
