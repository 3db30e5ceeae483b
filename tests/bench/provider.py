"""A provider that answers at once, in the shapes of OpenFactura: part of the platform of `tests.bench.stand_in`."""

import json
from base64 import b64encode
from itertools import count
from typing import Any

PATH = "/openfactura"
_DOCUMENTS = f"{PATH}/v2/dte/document"
_COMPANY = {
    "rut": "76795561-8",
    "razonSocial": "HAULMER SPA",
    "glosaDescriptiva": "VENTA AL POR MENOR",
    "direccion": "ARTURO PRAT 527",
    "comuna": "Curicó",
    "cdgSIISucur": "81303347",
    "sucursales": [],
    "actividades": [
        {"giro": "VENTA AL POR MENOR", "codigoActividadEconomica": "479100", "actividadPrincipal": True},
    ],
}
# Of the size of a usual one.
_PDF = b64encode(b"%PDF-1.4\n" + b"% a page\n" * 4_000 + b"%%EOF\n").decode()


class Provider:
    """The documents of all accounts, by their tokens, which are their folios, too."""

    def __init__(self) -> None:
        self._kept: dict[str, Any] = {}
        self._folios = count(1)

    def answer(self, method: str, path: str, body: bytes) -> bytes:
        """Return the body of the answer."""
        return json.dumps(self._said(method, path, body)).encode()

    def _said(self, method: str, path: str, body: bytes) -> Any:
        if method == "POST" and path == _DOCUMENTS:
            folio = next(self._folios)
            dte = json.loads(body)["dte"]
            dte["Encabezado"]["IdDoc"]["Folio"] = folio
            self._kept[str(folio)] = dte
            return {"TOKEN": str(folio), "FOLIO": folio}
        token, _slash, value = path.removeprefix(f"{_DOCUMENTS}/").partition("/")
        if value == "json":
            return {"json": self._kept[token], "token": token}
        if value == "pdf":
            return {"pdf": _PDF}
        return {"estado": "Aceptado"} if value == "status" else _COMPANY
