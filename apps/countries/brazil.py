"""Brazil. It has no one rate of a sales tax, so no rate is proposed and examples have none."""

from dataclasses import replace
from datetime import date

from apps.countries.addresses import AddressFormat, commas, dashes
from apps.countries.base import PASSPORT, Capability, Retention, Standing, TaxIdNames, TaxIdRules, words
from apps.countries.base import translatable as _
from apps.countries.default import DEFAULT
from apps.countries.documents import OfficialDocument
from apps.countries.payment_proposals import CREDIT_TRANSFER, ONLINE_SERVICE, proposals

# What these documents ask for has not been looked up.
_DOCUMENTS = (
    OfficialDocument(
        code="nfe",
        title="NF-e",
        authority_code="55",
        needs=None,
        source="Ajuste SINIEF 07/2005",
        checked=date(2026, 11, 27),
    ),
    OfficialDocument(
        code="nfce",
        title="NFC-e",
        authority_code="65",
        needs=None,
        source="Ajuste SINIEF 19/2016",
        checked=date(2026, 11, 27),
    ),
)

BRAZIL = replace(
    DEFAULT,
    code="BR",
    capability=Capability(
        Standing.RECEIPT,
        _("In Brazil only an NF-e or NFC-e authorised by the SEFAZ is a tax document: this PDF is none."),
        source="Ajuste SINIEF 07/2005 and 19/2016",
        known=date(2026, 11, 23),
    ),
    notices={
        "es": "Este documento no es un documento fiscal. No reemplaza la NF-e ni la NFC-e de Brasil.",
        "pt": "NÃO É DOCUMENTO FISCAL. Este documento não substitui a NF-e nem a NFC-e.",
        "en": "This is not a tax document. It does not replace the Brazilian NF-e or NFC-e.",
    },
    retention=Retention(5, "Código Tributário Nacional, art. 173, 174 and 195"),
    official_documents=_DOCUMENTS,
    language="pt",
    store_language="pt",
    portuguese="BR",
    time_zone="America/Sao_Paulo",
    special_taxes=words("icms ipi iss issqn pis cofins ibs cbs"),
    payment_proposals=proposals(("pix", CREDIT_TRANSFER), ("pagseguro|pagbank|picpay", ONLINE_SERVICE)),
    fiscal_id="Chave de acesso",
    tax_id_names=TaxIdNames("CNPJ", "CPF/CNPJ"),
    settings_tax_id="CNPJ",
    tax_id_rules=TaxIdRules(kinds=("cpf",), passport=PASSPORT, nine_digit_passports=True),
    address=AddressFormat(
        lines=(
            dashes(commas("street", "street_number"), "complement"),
            "neighbourhood",
            dashes(commas("municipality", "city"), "region"),
            "postcode",
            "country",
        ),
        names={"neighbourhood": "Bairro", "city": "Cidade", "region": "Estado", "postcode": "CEP"},
        unused=frozenset({"municipality"}),
    ),
)
