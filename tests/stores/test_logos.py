"""Uploaded logos: for every file, a small clean image is stored, or a refusal says what to do."""

import struct
import threading
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile, PngImagePlugin

from apps.stores import logos
from apps.stores.models import Logo, Store
from tests.examples import examples

# Colour types in a PNG's header.
_GREY, _RGB, _GREY_AND_ALPHA, _RGBA = 0, 2, 4, 6


def encoded(kind: str = "PNG", mode: str = "RGB", size: tuple[int, int] = (300, 100), **options: Any) -> bytes:
    target = BytesIO()
    Image.new(mode, size, 1 if mode in {"1", "L", "P", "I;16"} else None or 0).save(target, kind, **options)
    return target.getvalue()


def noise(size: tuple[int, int]) -> bytes:
    target = BytesIO()
    Image.effect_noise(size, 90).convert("RGBA").save(target, "PNG")
    return target.getvalue()


def uploaded(store: Store, content: bytes) -> Logo:
    return logos.keep_logo(store, logos.read_logo(BytesIO(content)))


def kept(store: Store, content: bytes) -> Image.Image:
    logo = uploaded(store, content)
    picture = Image.open(BytesIO(bytes(logo.content)))
    assert (picture.width, picture.height) == (logo.width, logo.height)
    return picture


def png(width: int, height: int, data: bytes = b"", *, depth: int = 8, colour: int = _RGB) -> bytes:
    """Return a PNG that claims to be `width` by `height`, of `depth` bits a channel and the type `colour`."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
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
    logo = uploaded(store, noise((800, 400)))
    assert len(bytes(logo.content)) <= 150_000
    assert logo.width == pytest.approx(2 * logo.height, abs=4)


def test_nothing_but_pixels_is_kept(store: Store) -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "secret place")
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    exif[0x0112] = 6
    for content in (encoded(pnginfo=info), encoded("JPEG", exif=exif, comment=b"secret place")):
        logo = uploaded(store, content)
        assert b"secret" not in bytes(logo.content)
    assert (logo.width, logo.height) == (100, 300)


def test_the_same_pixels_are_kept_once_a_store(store: Store) -> None:
    first, second = uploaded(store, encoded()), uploaded(store, encoded(compress_level=1))
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
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(logos.NotAPicture):
        logos.read_logo(BytesIO(content))


@pytest.mark.parametrize(
    "content",
    [
        png(50_000, 50_000),
        png(30_000, 1_000),
        b"\x89PNG" + b"0" * 3_000_000,
        png(1, 20_000_000),
        png(20_000_000, 1),
        png(1, 10_001),
        png(4470, 4470, depth=16, colour=_RGBA),
        png(4300, 4300, colour=_RGBA),
        png(4300, 4300),
        png(4000, 4000, colour=_GREY),
        png(3500, 3500, colour=_GREY_AND_ALPHA),
        encoded("JPEG", size=(12_000, 40)),
        encoded("GIF", "P", (4000, 4000)),
        encoded("WEBP", size=(3200, 3200)),
    ],
)
def test_what_is_too_large_is_refused_before_it_is_decoded(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[object] = []
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda picture: decoded.append(picture))
    with pytest.raises(logos.LogoTooLarge):
        logos.read_logo(BytesIO(content))
    assert decoded == []


@pytest.mark.parametrize(
    ("kind", "mode", "size"),
    [
        ("PNG", "RGBA", (3000, 3000)),
        ("PNG", "LA", (3000, 3000)),
        ("PNG", "RGB", (4096, 4096)),
        ("PNG", "1", (10_000, 1_000)),
        ("WEBP", "RGB", (3000, 3000)),
        ("JPEG", "RGB", (5400, 3600)),
    ],
)
def test_what_the_advice_allows_and_usual_exports_are_decoded(kind: str, mode: str, size: tuple[int, int]) -> None:
    picture = logos.read_logo(BytesIO(encoded(kind, mode, size)))
    assert picture.width / picture.height == pytest.approx(size[0] / size[1], rel=0.02)


# --- One at a time --------------------------------------------------------------------------------------------------
def most_at_once(monkeypatch: pytest.MonkeyPatch) -> int:
    """Read several logos at once and return the largest number of concurrent decodings."""
    load, under_way, counts = ImageFile.ImageFile.load, threading.Semaphore(0), []

    def counted(picture: ImageFile.ImageFile) -> object:
        under_way.release()
        counts.append(under_way._value)
        time.sleep(0.02)
        try:
            return load(picture)
        finally:
            under_way.acquire()

    monkeypatch.setattr(ImageFile.ImageFile, "load", counted)
    with ThreadPoolExecutor(6) as pool:
        assert len(list(pool.map(lambda _: logos.read_logo(BytesIO(encoded())), range(6)))) == 6
    return max(counts)


def test_one_logo_at_a_time_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    assert most_at_once(monkeypatch) == 1


def test_without_the_lock_several_are_decoded_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logos, "_alone", nullcontext)
    assert most_at_once(monkeypatch) > 1


def test_who_would_wait_for_long_is_asked_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logos, "_PATIENCE", 0.01)
    with logos._alone(), pytest.raises(logos.DecoderBusy):
        logos.read_logo(BytesIO(encoded()))
    assert logos.read_logo(BytesIO(encoded()))


def test_a_refused_logo_leaves_the_decoder_to_the_next() -> None:
    for _ in range(3):
        with pytest.raises(logos.NotAPicture):
            logos.read_logo(BytesIO(b"hello"))
    assert logos.read_logo(BytesIO(encoded()))


@settings(max_examples=examples(100), deadline=None, derandomize=True)
@given(st.integers(8, 400), st.binary(min_size=1, max_size=20))
def test_damaged_files_are_refused_or_kept_and_nothing_else(place: int, junk: bytes) -> None:
    content = encoded("PNG", size=(60, 40))
    damaged = content[:place] + junk + content[place + len(junk) :]
    with suppress(logos.UnusableLogo):
        assert logos._encoded(logos._decoded(damaged))
