"""Characters as readers perceive them: a letter with its marks, a syllable, an emoji of many parts, a flag."""

import unicodedata

_JOINER = "\u200d"
_VIRAMA = 9
_LONGEST = 32
_MARKS = frozenset({"Mn", "Mc", "Me"})
# Letters by their category, marks by their function
_TRAILING = (
    (0x0E33, 0x0E33),  # Thai and Lao am
    (0x0EB3, 0x0EB3),
    (0x1160, 0x11FF),  # vowels and finals of Korean syllables
    (0xD7B0, 0xD7FF),
    (0xFF9E, 0xFF9F),  # voiced marks of narrow Katakana
    (0x200C, 0x200D),  # joiners
    (0x1F3FB, 0x1F3FF),  # skin tones
    (0xE0020, 0xE007F),  # tags of regional flags
)


def graphemes(text: str) -> list[str]:
    """Return `text` split between perceived characters (Unicode annex 29; leading format signs apart).

    None is longer than 32 characters, which no real one is.
    """
    if not text:
        return []
    starts, flag = [0], False
    for index in range(1, len(text)):
        before, char = text[index - 1], text[index]
        flag = not flag and _is_regional(before) and _is_regional(char)
        if index - starts[-1] >= _LONGEST or not (flag or _trails(char) or _ties(before, char)):
            starts.append(index)
    return [text[start:stop] for start, stop in zip(starts, [*starts[1:], len(text)], strict=True)]


def _is_regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _trails(char: str) -> bool:
    code = ord(char)
    return code >= 0x300 and (
        unicodedata.category(char) in _MARKS or any(first <= code <= last for first, last in _TRAILING)
    )


def _ties(before: str, char: str) -> bool:
    """Tell whether a joiner ties `after`, or a virama the consonant that is written below it."""
    if before == _JOINER:
        return True
    return unicodedata.combining(before) == _VIRAMA and unicodedata.category(char) == "Lo"
