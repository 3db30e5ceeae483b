"""The labels that buyers type before a tax number; the document prints its own label."""

import re

_ACRONYMS = "RUT RUN CUIT CUIL NIT RUC RFC NIF CIF NIE NIPC CPF CNPJ DNI CC CE CI RIF RNC RTN DUI VAT IVA".split()
_PHRASES = (
    r"TAX\W?(?:ID|NUMBER|NO)|VAT\W?(?:ID|NUMBER|NO)|ID\W?FISCAL|IDENTIFICA(?:CI[OÓ]N|[CÇ][AÃ]O)(?:\sFISCAL|\sTRIBUTARIA)?"
    r"|C[EÉ]DULA(?:\sJUR[IÍ]DICA|\sDE\s(?:CIUDADAN[IÍ]A|IDENTIDAD|EXTRANJER[IÍ]A))?|(?:CARN[EÉ]T?|DOCUMENTO)\sDE\sIDENTIDAD"
    r"|CONTRIBUINTE"
)
# “N°”, “Nº” (“No” in compatibility forms of Unicode), “Nro.”, “Número”.
_NUMBER = r"N(?:[.\s]?[°O]|RO|UM|[UÚ]MERO)"
# Dots or spaces may separate the letters of an acronym: “R.U.T.”, “C. C.”.
_NAMES = "|".join([_PHRASES, *(r"\.?\s?".join(acronym) for acronym in sorted(_ACRONYMS, key=len, reverse=True))])
_OF_WHOM = r"(?:\W+(?:DE\s(?:LA\s|TU\s|SU\s)?)?(?:EMPRESA|COMPA[NÑ][IÍ]A|PERSONAL|FACTURACI[OÓ]N)\b)?"

LABEL = re.compile(
    rf"\W{{0,9}}+(?:{_NUMBER}\W{{0,9}}+(?:D[EO]\s{{1,3}})?)?(?:{_NAMES}){_OF_WHOM}"
    rf"(?:\W{{0,9}}+{_NUMBER}(?=\W{{0,9}}+\d))?\W{{0,9}}+",
    re.IGNORECASE,
)
