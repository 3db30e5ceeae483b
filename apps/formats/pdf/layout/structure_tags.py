"""The structure of a document, by which a screen reader reads headings and text in order (ISO 32000-1, 14.7).

The tree is flat: one Document with its blocks, each of them one piece of content on one page. Decoration and content
that repeats on every page belong to none.
"""

from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

ARTIFACT = "/Artifact BMC"
"""Begins what a reader leaves out."""
END = "EMC"


class Block(NamedTuple):
    """Texts of a page from `start` on, up to the next block; `role` is H1, H2 or P, empty for an artifact."""

    start: int
    role: str


class _Written(PDFObject):
    """An object whose content is already written as in the file."""

    def __init__(self) -> None:
        self.content = ""

    def format(self, _document: PDFDocument) -> bytes:
        return self.content.encode("ascii")


class Structure:
    """The tree of `document`, extended while its pages are drawn."""

    def __init__(self, document: PDFDocument) -> None:
        self._document: Any = document
        self._pages: list[list[str]] = [[]]

    def begin(self, role: str) -> str:
        """Return the operator that begins a block of `role` on the page being drawn; `END` ends it."""
        if not role:
            return ARTIFACT
        roles = self._pages[-1]
        roles.append(role)
        return f"/{role} <</MCID {len(roles) - 1}>> BDC"

    def end_page(self) -> None:
        """Go on to the next page."""
        self._pages.append([])

    def write(self) -> None:
        """Add the tree to the document, whose pages are finished."""
        root, top, parents = _Written(), _Written(), _Written()
        root_number, top_number, parents_number = map(self._number, (root, top, parents))
        listed: list[str] = []
        for index, (page, roles) in enumerate(zip(self._document.Pages.pages, self._pages, strict=False)):
            _bind(page, index)
            numbers = [self._element(role, top_number, self._number(page), place) for place, role in enumerate(roles)]
            listed.append(" ".join(f"{number} 0 R" for number in numbers))
        top.content = f"<</Type /StructElem /S /Document /P {root_number} 0 R /K [{' '.join(listed)}]>>"
        nums = " ".join(f"{index} [{numbers}]" for index, numbers in enumerate(listed))
        parents.content = f"<</Nums [{nums}]>>"
        root.content = (
            f"<</Type /StructTreeRoot /K {top_number} 0 R /ParentTree {parents_number} 0 R "
            f"/ParentTreeNextKey {len(listed)}>>"
        )
        marked = _Written()
        marked.content = "<</Marked true>>"
        self._document.Catalog.StructTreeRoot = root
        self._document.Catalog.MarkInfo = marked

    def _element(self, role: str, parent: int, page: int, place: int) -> int:
        element = _Written()
        element.content = f"<</S /{role} /P {parent} 0 R /Pg {page} 0 R /K {place}>>"
        return self._number(element)

    def _number(self, item: PDFObject) -> int:
        name = self._document.Reference(item).name
        number: int = self._document.idToObjectNumberAndVersion[name][0]
        return number


def _bind(page: Any, index: int) -> None:
    """Point `page` at its row of the parent tree; reportlab's page has no attribute for it."""
    page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
    page.StructParents = index
    page.Tabs = "/S"
