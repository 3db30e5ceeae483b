"""A document's first page as an image, for screens."""

import io
import threading

import pypdfium2

# The engine may not be entered twice at once (its README); web processes have threads.
_engine = threading.Lock()


def first_page(pdf: bytes, *, width: int) -> tuple[bytes, int]:
    """Return the first page of `pdf` as a PNG that is `width` pixels wide, and its height in pixels."""
    with _engine:
        document = pypdfium2.PdfDocument(pdf)
        try:
            page = document[0]
            picture = page.render(scale=width / page.get_width()).to_pil()
        finally:
            document.close()
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=1)
    return file.getvalue(), picture.height
