"""Countries of which Folio knows the language that most people read, or how their tax numbers look, and little else."""

from dataclasses import replace

from apps.countries.addresses import NO_DISTRICTS, NUMBER_FIRST, REGION_AND_POSTCODE, AddressFormat, commas
from apps.countries.base import TaxIdRules
from apps.countries.default import DEFAULT
from apps.countries.tax_categories import NOT_LOOKED_UP

_ENGLISH = replace(DEFAULT, language="en")
_BY_REGION = AddressFormat(lines=REGION_AND_POSTCODE, unused=NO_DISTRICTS)

COUNTRIES = (
    *(replace(_ENGLISH, code=code) for code in "BB BS BZ GH GY JM KE NG NZ PH SG TT UG ZA".split()),
    *(replace(DEFAULT, code=code, language="pt") for code in "AO CV GW MZ ST TL".split()),
    replace(DEFAULT, code="GQ", language="es"),
    replace(_ENGLISH, code="AU", address=_BY_REGION),
    replace(_ENGLISH, code="CA", tax_id_rules=TaxIdRules(kinds=("sin",)), address=_BY_REGION),
    replace(DEFAULT, code="CH", has_vat=True, tax_categories=NOT_LOOKED_UP, tax_id_rules=TaxIdRules(kinds=("uid",))),
    replace(
        _ENGLISH,
        code="GB",
        has_vat=True,
        tax_categories=NOT_LOOKED_UP,
        tax_id_rules=TaxIdRules(kinds=("utr",)),
        address=AddressFormat(
            lines=(*NUMBER_FIRST[:2], commas("municipality", "city"), "postcode", NUMBER_FIRST[3]), unused=NO_DISTRICTS
        ),
    ),
    replace(_ENGLISH, code="IN", tax_id_rules=TaxIdRules(kinds=("pan",))),
    replace(DEFAULT, code="NO", has_vat=True, tax_categories=NOT_LOOKED_UP, tax_id_rules=TaxIdRules(kinds=("orgnr",))),
    replace(_ENGLISH, code="US", portuguese="BR", address=_BY_REGION),
)
