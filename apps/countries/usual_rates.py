"""What a country's VAT is: the usual rate, to propose it and to show examples with, and all rates, to know it by.

No document is taxed by them unasked.
"""

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

# All rates of a country's value added tax in percent, by which a tax is known that has no name of its own. State of
# the law: November 2026. AR: Ley 23.349 art. 28. BO: Ley 843 art. 15. CR: Ley 9635 art. 10 and 11. DO: Código
# Tributario art. 341 and 345. EC: LRTI art. 65, Decreto 198 of 2024. ES: Ley 37/1992 art. 90 and 91. CO: Estatuto
# Tributario art. 468, 468-1. GT: Decreto 27-92 art. 10. HN: Decreto 17-2010. MX: LIVA art. 1, and 8 at the border
# (decree of 2018). NI: Ley 822 art. 109. PA: Código Fiscal art. 1057-V. PT: CIVA art. 18 with Madeira and the Azores.
# PY: Ley 6380 art. 90. SV: Ley del IVA art. 54. UY: Título 10 art. 16. VE: Ley del IVA art. 27.
_ALL = {
    "AR": "21 10.5 27",
    "BO": "13",
    "CL": "19",
    "CO": "19 5",
    "CR": "13 4 2 1",
    "DO": "18 16",
    "EC": "15 5",
    "ES": "21 10 4",
    "GT": "12",
    "HN": "15 18",
    "MX": "16 8",
    "NI": "15",
    "PA": "7 10 15",
    "PE": "18",
    "PT": "23 13 6 22 12 4 16 9",
    "PY": "10 5",
    "SV": "13",
    "UY": "22 10",
    "VE": "16 8",
}
ALL_OF_COUNTRY = {country: frozenset(map(Decimal, rates.split())) for country, rates in _ALL.items()}
