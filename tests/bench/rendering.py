"""Rendered documents, beside the same data laid out by hand on reportlab's canvas; with PEERS=1 by others, too."""

import gc
import logging
import os
import time
from collections.abc import Callable
from dataclasses import replace
from statistics import median

from apps.formats.document import InvoiceData
from apps.formats.pdf.render import render_pdf
from tests.bench import by_hand
from tests.bench.paper import paper
from tests.bench.spread import spread

_TIMES = {1: 300, 8: 300, 150: 60}
_AIM = 1.5
_SLOW = 0.05
_LOUD = ("fontTools", "fpdf", "weasyprint")
Renderer = Callable[[InvoiceData], bytes]


def measure() -> None:
    """Print the table: medians of one warm process, the renderers taking turns."""
    print(f"Rendering, medians of one warm process; the aim is {_AIM} × the canvas laid out by hand, 75 kB for 8 lines")
    print(f"  {'lines':<7}{'renderer':<22}{'median':>10}{'min–max':>18}{'size':>9}{'ratio':>8}")
    for lines, times in _TIMES.items():
        data = paper(lines)
        taken = _take_turns(_renderers(), data, times)
        limit = median(taken["canvas by hand"])
        for name, draw in _renderers().items():
            here = median(taken[name])
            size = len(draw(data)) / 1000
            reach = spread((1000 * each for each in taken[name]), ",.2f")
            print(f"  {lines:<7}{name:<22}{1000 * here:>7.2f} ms{reach:>18}{size:>6.0f} kB{here / limit:>8.2f}")


def _renderers() -> dict[str, Renderer]:
    own: dict[str, Renderer] = {"canvas by hand": by_hand.draw, "Folio": render_pdf}
    if os.environ.get("PEERS") != "1":
        return own
    # They log every step of every document, some even during import.
    for name in _LOUD:
        logging.getLogger(name).setLevel(logging.ERROR)
    from tests.bench import peers  # noqa: PLC0415  what it needs is only there with PEERS=1

    return own | peers.RENDERERS


def _take_turns(renderers: dict[str, Renderer], data: InvoiceData, times: int) -> dict[str, list[float]]:
    """Return the seconds of each call, each for another number; a slow renderer gets a tenth of the turns."""
    for draw in renderers.values():
        draw(data)
    seldom = {name for name, draw in renderers.items() if _timed(draw, data) > _SLOW}
    taken: dict[str, list[float]] = {name: [] for name in renderers}
    gc.collect()
    for turn in range(times):
        next_data = replace(data, number=f"F-2026-{turn:06}")
        for name, draw in renderers.items():
            if name not in seldom or turn % 10 == 0:
                taken[name].append(_timed(draw, next_data))
    return taken


def _timed(draw: Renderer, data: InvoiceData) -> float:
    start = time.perf_counter()
    draw(data)
    return time.perf_counter() - start
