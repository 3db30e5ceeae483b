"""Shaping of clean text into glyphs: each in a face that has it, joined, placed and ordered by its script."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import uharfbuzz  # type: ignore[import-untyped]

from apps.formats.pdf.text import font_files
from apps.formats.pdf.text.bidi import RIGHT_TO_LEFT_MARK, levels, runs_both_ways, visual_order
from apps.formats.pdf.text.graphemes import graphemes

COMMON = (
    "".join(map(chr, [*range(0x20, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]))
    + "ĄąĆćĘęŁłŃńŚśŹźŻżČčĎďĚěŇňŘřŠšŤťŮůŽžŐőŰűĂăȘșȚțĞğİıŞşŒœ"
    + "–—‘’“”…•€□"
)
"""Characters that every document has at hand in both faces: those of the languages that documents are written in."""

_COMMON = re.compile(f"[{re.escape(COMMON)}]*")
_COMMON_SET = frozenset(COMMON)
# One glyph a character, one after the other from left to right: Latin to Armenian, Georgian, symbols, Chinese,
# Japanese, Korean, pictographs without modifiers
_PLAIN = re.compile(
    "[ -\u02ff\u0370-\u0482\u048a-\u058f\u10a0-\u10ff\u1e00-\u200a\u2010-\u2027\u2030-\u205f\u2070-\u20cf\u2100-\u3029"
    "\u3030-\u3098\u309b-\ua48f\uac00-\ud7a3\uf900-\ufaff\uff01-\uff9d\uffa0-\uffef"
    "\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff\U00020000-\U0003ffff]*"
)
# Letters are placed as they are measured, one by one
_FEATURES = {"kern": False, "liga": False, "clig": False, "calt": False}
_REMEMBERED = 256


class Glyph(NamedTuple):
    """A glyph of a face, its `text`, its advance, and its offset from the pen in thousandths."""

    number: int
    text: str
    advance: int
    right: int
    up: int


class Run(NamedTuple):
    """Neighbours in one face, from left to right; common characters have neither `face` nor `glyphs`."""

    text: str
    face: str = ""
    glyphs: tuple[Glyph, ...] = ()


class _Piece(NamedTuple):
    """A grapheme, or a character of it, with the properties that split runs."""

    text: str
    level: int
    face: str
    script: str


def is_common(text: str) -> bool:
    """Tell whether all of `text` is `COMMON`."""
    return _COMMON.fullmatch(text) is not None


def is_plain(text: str) -> bool:
    """Tell whether the width of `text` is the sum of its characters' widths."""
    return _PLAIN.fullmatch(text) is not None


def shape(text: str, font: str) -> tuple[Run, ...]:
    """Return the clean line `text` in `font` as runs from left to right."""
    if is_common(text):
        return (Run(text),) if text else ()
    return _shape_remembered(text, font) if len(text) <= _REMEMBERED else _shape(text, font)


def advance(text: str, font: str) -> int:
    """Return the width of the clean line `text` in `font`, in thousandths of the font size."""
    return sum(_run_advance(run, font) for run in shape(text, font))


def _run_advance(run: Run, font: str) -> int:
    if run.face:
        return sum(glyph.advance for glyph in run.glyphs)
    return sum(character_advance(char, font) for char in run.text)


@lru_cache(maxsize=8192)
def character_advance(char: str, font: str) -> int:
    """Return the width of `char` by itself in `font`, in thousandths of the font size; 0 if no face has it."""
    face = font_files.face_for(char, font)
    glyph = face.glyph(char) if face else None
    return 0 if face is None or glyph is None else face.advance(glyph)


def _shape(text: str, font: str) -> tuple[Run, ...]:
    runs = [list(run) for _, run in groupby(_pieces(text, font), key=lambda piece: piece[1:])]
    order = visual_order([run[0].level for run in runs])
    return tuple(_shape_run(runs[index]) for index in order)


_shape_remembered = lru_cache(maxsize=4096)(_shape)


def _pieces(text: str, font: str) -> Iterator[_Piece]:
    depth = levels(text) if runs_both_ways(text) else [0] * len(text)
    index, script = 0, ""
    for grapheme in graphemes(text):
        level = depth[index]
        index += len(grapheme)
        if grapheme == RIGHT_TO_LEFT_MARK:
            continue
        if level % 2 == 0 and grapheme in _COMMON_SET:
            yield _Piece(grapheme, level, "", "")
            continue
        script = _script(grapheme[0]) or script
        for part, face in _with_faces(grapheme, font):
            yield _Piece(part, level, face, script)


def _with_faces(grapheme: str, font: str) -> Iterator[tuple[str, str]]:
    """Yield `grapheme` with the name of its face, or its characters with theirs if no face has all of them."""
    for part in [grapheme] if font_files.face_for(grapheme, font) else grapheme:
        face = font_files.face_for(part, font) or font_files.own(font)
        yield part, face.name


@lru_cache(maxsize=8192)
def _script(char: str) -> str:
    """Return the script of a letter by its Unicode name; empty for characters of many scripts."""
    return unicodedata.name(char, "").partition(" ")[0] if char.isalpha() else ""


def _shape_run(run: list[_Piece]) -> Run:
    text = "".join(piece.text for piece in run)
    if not run[0].face:
        return Run(text)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if run[0].level % 2 else "ltr"
    buffer.language = "en"  # not the language of this machine
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    uharfbuzz.shape(font_files.face(run[0].face).font, buffer, _FEATURES)
    texts = _cluster_texts(text, [info.cluster for info in buffer.glyph_infos])
    glyphs = zip(buffer.glyph_infos, buffer.glyph_positions, texts, strict=True)
    return Run(
        text,
        run[0].face,
        tuple(Glyph(info.codepoint, part, at.x_advance, at.x_offset, at.y_offset) for info, at, part in glyphs),
    )


def _cluster_texts(text: str, clusters: list[int]) -> list[str]:
    """Return each glyph's part of `text`, by the start of its cluster; text of several glyphs is the first one's."""
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    return [
        "" if index and clusters[index - 1] == start else text[start : ends[start]]
        for index, start in enumerate(clusters)
    ]
