"""Write the gallery, each document as PDF and each page as PNG: python -m tests.gallery FOLDER."""

import sys
from pathlib import Path

import pypdfium2

from apps.formats.pdf.render import render_pdf
from tests.gallery.documents import documents

_DOTS_PER_POINT = 110 / 72


def main(folder: Path) -> None:
    """Write the gallery into `folder` and list its content."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in (*folder.glob("*.pdf"), *folder.glob("*.png")):
        old.unlink()
    for name, data in documents().items():
        content = render_pdf(data)
        (folder / f"{name}.pdf").write_bytes(content)
        pages = pypdfium2.PdfDocument(content)
        for index, page in enumerate(pages, 1):
            page.render(scale=_DOTS_PER_POINT).to_pil().save(folder / f"{name}-{index}.png")
        print(f"{folder / name}.pdf: {len(pages)} pages, {len(content) / 1000:.0f} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
