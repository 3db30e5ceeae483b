"""Lines of text written as the operators of a PDF page (ISO 32000-1, 9.3 and 9.4)."""

from collections.abc import Iterator, Sequence

from apps.formats.pdf.layout.colours import Colour
from apps.formats.pdf.layout.style import Style
from apps.formats.pdf.text import font_files
from apps.formats.pdf.text.shaping import Glyph, Run, is_common, shape
from apps.formats.pdf.writer.font_embedding import Fonts

_EMBOLDENING = 0.03
"""How thick the outline is by which a face without a bold of its own is made to look bold, in font sizes."""


class Pen:
    """Writes lines with `fonts`, each at its place; font and colour operators only at a change."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._written: list[str] = []
        self._font, self._size = "", 0.0
        self._colour: Colour | None = None

    def write(self, x: float, y: float, text: str, style: Style) -> None:
        """Write the clean line `text` in `style`, its baseline beginning at `x` and `y` in points."""
        if style.colour is not self._colour:
            self._colour = style.colour
            self._written.append(f"{_colour(style.colour)} rg")
        if is_common(text):
            self._set(self._fonts.common(style.font), style.size)
            self._written.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm <{text.encode('utf-16-be').hex()}> Tj")
            return
        self._written.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
        for run in shape(text, style.font):
            self._write_run(run, style)

    def mark(self, operator: str) -> None:
        """Write `operator`, which begins or ends marked content and does not change font, colour or place."""
        self._written.append(operator)

    def operators(self) -> str:
        """Return the written operators as one text object, which does not change the state of the page."""
        return "\n".join(["q BT", *self._written, "ET Q"])

    def _set(self, font: str, size: float) -> None:
        if font != self._font or size != self._size:
            self._font, self._size = font, size
            self._written.append(f"/{font} {size:g} Tf")

    def _write_run(self, run: Run, style: Style) -> None:
        if not run.face:
            self._set(self._fonts.common(style.font), style.size)
            self._written.append(f"<{run.text.encode('utf-16-be').hex()}> Tj")
            return
        self._set(self._fonts.other(run.face), style.size)
        bold = not font_files.is_own(run.face, style.font)
        if bold:
            self._written.append(f"2 Tr {style.size * _EMBOLDENING:.3f} w {_colour(style.colour)} RG")
        self._written += self._rows(run.face, run.glyphs, style.size)
        if bold:
            self._written.append("0 Tr")

    def _rows(self, face: str, glyphs: Sequence[Glyph], size: float) -> Iterator[str]:
        """Yield operators that show `glyphs`, those of one height together."""
        row, shift, height = "", 0, 0
        for glyph in glyphs:
            if glyph.up != height:
                yield f"[{row}{_moved(shift)}] TJ {glyph.up * size / 1000:.3f} Ts"
                row, shift, height = "", 0, glyph.up
            row += f"{_moved(shift + glyph.right)}<{self._fonts.code(face, glyph):04x}>"
            shift = glyph.advance - glyph.right - font_files.face(face).advance(glyph.number)
        yield f"[{row}{_moved(shift)}] TJ" + (" 0 Ts" if height else "")


def _moved(thousandths: int) -> str:
    """Return an entry of TJ; it moves the pen back."""
    return str(-thousandths) if thousandths else ""


def _colour(colour: Colour) -> str:
    return " ".join(f"{part:g}" for part in colour)
