"""What a country's VAT usually is, to propose it and to show examples with; no document is issued by it unasked."""

from decimal import Decimal

# A country's usual VAT rate in percent, State of the law: November 2026.
# CL: DL 825 art. 14. PT: CIVA art. 18 n.º 1 c (mainland). ES: Ley 37/1992 art. 90. CO: Estatuto Tributario art. 468.
# MX: LIVA art. 1. PE: IGV and Impuesto de Promoción Municipal together, 18. BR has no one rate; the example has none.
OF_COUNTRY = {
    "CL": Decimal(19),
    "PT": Decimal(23),
    "ES": Decimal(21),
    "CO": Decimal(19),
    "MX": Decimal(16),
    "PE": Decimal(18),
    "BR": Decimal(0),
}
