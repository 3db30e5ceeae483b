"""Spanish-speaking countries of the Americas that have no module of their own.

Whether a PDF is a tax document there has not been looked up: an ordinary invoice, by the default.
"""

from dataclasses import replace

from apps.countries.base import PASSPORT, Retention, TaxIdNames, TaxIdRules, percentages, words
from apps.countries.default import DEFAULT
from apps.countries.tax_categories import NOT_LOOKED_UP

_COUNTRY = replace(DEFAULT, language="es", portuguese="BR")
_WITH_VAT = replace(_COUNTRY, has_vat=True, tax_categories=NOT_LOOKED_UP)

COUNTRIES = (
    replace(
        _WITH_VAT,
        code="AR",
        retention=Retention(10, "Código Civil y Comercial, art. 328"),
        store_language="es",
        time_zone="America/Argentina/Buenos_Aires",
        vat_rates=percentages("21", "10.5", "27"),  # Ley 23.349, art. 28
        special_taxes=words("iibb"),
        tax_id_names=TaxIdNames("CUIT", "CUIT/DNI"),
        settings_tax_id="CUIT",
        # CUIL of kinds that python-stdnum does not list.
        tax_id_rules=TaxIdRules(unchecked=r"2[56]\d{9}", passport=PASSPORT, nine_digit_passports=True),
    ),
    replace(
        _WITH_VAT,
        code="BO",
        vat_rates=percentages("13"),  # Ley 843, art. 15
        tax_id_names=TaxIdNames("NIT", "NIT/CI"),
    ),
    replace(
        _WITH_VAT,
        code="CR",
        vat_rates=percentages("13", "4", "2", "1"),  # Ley 9635, art. 10 and 11
        tax_id_names=TaxIdNames("Cédula jurídica", "Cédula"),
        tax_id_rules=TaxIdRules(kinds=("cpf", "cr")),
    ),
    replace(_COUNTRY, code="CU"),
    replace(
        _COUNTRY,
        code="DO",
        tax_name="ITBIS",
        tax_categories=NOT_LOOKED_UP,
        vat_rates=percentages("18", "16"),  # Código Tributario, art. 341 and 345
        tax_id_names=TaxIdNames("RNC", "RNC/Cédula"),
        tax_id_rules=TaxIdRules(kinds=("cedula",)),
    ),
    replace(
        _WITH_VAT,
        code="EC",
        retention=Retention(7, "Reglamento de Comprobantes de Venta, art. 41; Código Tributario, art. 55"),
        store_language="es",
        time_zone="America/Guayaquil",
        vat_rates=percentages("15", "5"),  # LRTI, art. 65; Decreto 198 of 2024
        special_taxes=words("ice irbpnr"),
        tax_id_names=TaxIdNames("RUC", "RUC/CI"),
        tax_id_rules=TaxIdRules(
            kinds=("ci",),
            # The SRI numbers companies and foreigners without an algorithm (third digit 6 or 9); unnamed consumers.
            unchecked=r"(0[1-9]|1\d|2[0-4]|[35]0)[69]\d{10}|9{13}",
            passport=PASSPORT,
            nine_digit_passports=True,
        ),
    ),
    replace(
        _WITH_VAT,
        code="GT",
        vat_rates=percentages("12"),  # Decreto 27-92, art. 10
        special_taxes=words("idp"),
        tax_id_names=TaxIdNames("NIT", "NIT"),
        tax_id_rules=TaxIdRules(unchecked=r"CF|\d{13}"),  # consumidor final; CUI
    ),
    replace(
        _COUNTRY,
        code="HN",
        tax_name="ISV",
        tax_categories=NOT_LOOKED_UP,
        vat_rates=percentages("15", "18"),  # Decreto 17-2010
        tax_id_names=TaxIdNames("RTN", "RTN"),
    ),
    replace(
        _WITH_VAT,
        code="NI",
        vat_rates=percentages("15"),  # Ley 822, art. 109
        tax_id_names=TaxIdNames("RUC", "RUC/Cédula"),
    ),
    replace(
        _COUNTRY,
        code="PA",
        tax_name="ITBMS",
        tax_categories=NOT_LOOKED_UP,
        vat_rates=percentages("7", "10", "15"),  # Código Fiscal, art. 1057-V
        tax_id_names=TaxIdNames("RUC", "RUC/Cédula"),
    ),
    replace(_COUNTRY, code="PR"),
    replace(
        _WITH_VAT,
        code="PY",
        vat_rates=percentages("10", "5"),  # Ley 6380, art. 90
        tax_id_names=TaxIdNames("RUC", "RUC/CI"),
        tax_id_rules=TaxIdRules(unchecked=r"\d{5,8}"),  # cédula
    ),
    replace(
        _WITH_VAT,
        code="SV",
        vat_rates=percentages("13"),  # Ley del IVA, art. 54
        tax_id_names=TaxIdNames("NIT", "NIT/DUI"),
        tax_id_rules=TaxIdRules(unchecked=r"\d{9}"),  # DUI
    ),
    replace(
        _WITH_VAT,
        code="UY",
        retention=Retention(10, "Código Tributario, art. 38 and 39"),
        store_language="es",
        time_zone="America/Montevideo",
        vat_rates=percentages("22", "10"),  # Título 10, art. 16
        special_taxes=words("imesi"),
        tax_id_names=TaxIdNames("RUT", "RUT/CI"),
        # Cédula.
        tax_id_rules=TaxIdRules(unchecked=r"\d{7,8}", passport=PASSPORT, nine_digit_passports=True),
    ),
    replace(
        _WITH_VAT,
        code="VE",
        vat_rates=percentages("16", "8"),  # Ley del IVA, art. 27
        tax_id_names=TaxIdNames("RIF", "RIF/CI"),
        tax_id_rules=TaxIdRules(unchecked=r"[VE]?\d{6,8}"),  # cédula
    ),
)
