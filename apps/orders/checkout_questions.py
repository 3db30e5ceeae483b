"""The questions that a store's checkout asks its buyers, and the fact about the buyer that each of them answers.

Jumpseller sends them as `additional_fields`, with the merchant's labels. The default labels are those seen in stores
and in the manuals of other invoicing Apps, and the plain names of the facts; the merchant can change them.
"""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from apps.orders.payload import mappings, text
from apps.orders.texts import folded, without_tags, words_of
from apps.orders.wishes import Wish, is_wish, wish

Answers = dict[str, list[str]]

# The patterns are not run over longer labels.
_LONGEST = 200
_BRACKET = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
# “N° de RUT”, “№ RUT”, and the start of an example.
_ABBREVIATED = re.compile(
    r"^\W*(n\W{0,2}[°º]|№)\s*(de\b)?|\b(ej|p\.\s?ej|ejemplo|exemplo|example|e\.g)\b.*", re.IGNORECASE
)
_BEFORE = re.compile(
    r"^((ingres[ae]|indi(que|ca|car)|escrib[ae]|informe|insira|introdu(ce|zca|za)|enter|por favor|please|numero|nro|"
    r"de|del|do|da|su|tu|sus|tus|seu|sua|your|mi|el|la|o|a|the) )+"
)
_AFTER = re.compile(
    r"( (opcional|optional|facultativo|obligatori[oa]|obrigatori[oa]|requerid[oa]|required|mandatory|"
    r"si (aplica|corresponde|procede)|se aplicavel|if (applicable|any)|electronica|eletronica|"
    r"(solo|so|only)( (para|for|em caso de|en caso de))? (empresas?|facturas?|faturas?|companies|invoices?)|"
    r"(para|en caso de|em caso de|for)( (la|emitir|an))* (facturas?|facturacion|faturas?|faturacao|empresas?|invoices?|"
    r"companies)|(si|se) (requier|necesit|dese|quier|precis|quis)\w* (factura|fatura)|"
    r"(sin|con|sem|com) (puntos?|pontos?|guion|hifen|digito verificador)|(y|ni|e|nem) (con |sin |com |sem )?"
    r"(puntos?|pontos?|guion|hifen|digito verificador)|(solo|so|apenas|only) (numeros|digits)|si no|sim nao|yes no|"
    r"del? (comprador|cliente)|do (comprador|cliente)))+$"
)
# Labels that the checkout itself adds to the buyer's answers, without an id.
_OF_THE_SYSTEM = frozenset({"accepts_marketing"})


@dataclass(frozen=True, slots=True)
class LabelMap:
    """The labels of each fact about the buyer; of several answers the one to the label listed first counts."""

    company: tuple[str, ...]
    tax_id: tuple[str, ...]
    activity: tuple[str, ...]
    taxpayer_type: tuple[str, ...]
    wants_factura: tuple[str, ...]
    electronic_address: tuple[str, ...]

    @classmethod
    def with_defaults(cls, chosen: Mapping[str, Sequence[str]]) -> "LabelMap":
        """Return the map with the merchant's `chosen` labels by target; the other targets have the defaults."""
        return cls(**{target: tuple(chosen.get(target) or getattr(DEFAULT, target)) for target in TARGETS})


TARGETS = tuple(field.name for field in fields(LabelMap))
DEFAULT = LabelMap(
    company=(
        "Razón social",
        "Razón social de la empresa",
        "Nombre o razón social",
        "Nombre de la empresa",
        "Nombre de empresa",
        "Nombre empresa",
        "Denominación social",
        "Empresa",
        "Razão social",
        "Nome da empresa",
        "Company name",
        "Company",
    ),
    tax_id=(
        "RUT empresa",
        "RUT de la empresa",
        "RUT de empresa",
        "RUT facturación",
        "RUT factura",
        "RUT",
        "NIF/CIF",
        "CIF/NIF",
        "CIF",
        "NIF",
        "NIPC",
        "Contribuinte",
        "N.º de contribuinte",
        "Número de contribuinte",
        "NIT",
        "RFC",
        "RUC",
        "CUIT",
        "CUIT/CUIL",
        "CUIL",
        "CNPJ",
        "CPF/CNPJ",
        "CNPJ/CPF",
        "CPF",
        "DNI/NIF",
        "DNI/RUC",
        "RUC/DNI",
        "Identificador fiscal",
        "Identificación fiscal",
        "Identificação fiscal",
        "Número de identificación fiscal",
        "Tax ID",
        "VAT number",
    ),
    activity=(
        "Giro",
        "Giro comercial",
        "Giro de la empresa",
        "Giro empresa",
        "Actividad económica",
        "Actividad",
        "Atividade económica",
        "Atividade",
        "Ramo de atividade",
        "Business activity",
        "Line of business",
    ),
    taxpayer_type=(
        "Tipo de contribuyente",
        "Tipo contribuyente",
        "Tipo de contribuinte",
        "Condición frente al IVA",
        "Condición IVA",
        "Régimen fiscal",
        "Taxpayer type",
    ),
    wants_factura=(
        "¿Desea factura?",
        "¿Deseas factura?",
        "¿Necesita factura?",
        "¿Necesitas factura?",
        "¿Quiere factura?",
        "¿Quieres factura?",
        "¿Requiere factura?",
        "¿Requieres factura?",
        "Boleta o factura",
        "Boleta/factura",
        "Tipo de documento",
        "Tipo documento",
        "Documento tributario",
        "Documento",
        "Factura",
        "Deseja fatura?",
        "Quer fatura?",
        "Precisa de fatura?",
        "Fatura",
        "Do you need an invoice?",
        "Do you want an invoice?",
        "Invoice",
    ),
    electronic_address=(
        "Peppol ID",
        "ID Peppol",
        "ID de Peppol",
        "Peppol",
        "Dirección Peppol",
        "Endereço Peppol",
        "Peppol address",
        "Dirección para factura electrónica",
        "Dirección de facturación electrónica",
        "Endereço para fatura eletrónica",
        "Endereço de faturação eletrónica",
        "Electronic address for invoices",
        "E-invoice address",
    ),
)


def answers_of(order: Mapping[str, Any], labels: LabelMap = DEFAULT) -> Answers:
    """Return the buyer's answers in the bare `order`, by folded label.

    A question for shipping and billing comes twice: the answer for billing is first. A label with additions (“Giro
    (opcional)”) also counts as the plain one, after the answers to that.
    """
    asked = [field for field in mappings(order, "additional_fields") if not _is_of_the_system(field)]
    given = [
        (without_tags(text(field, "label")), answer)
        for field in sorted(asked, key=lambda field: text(field, "area").casefold() != "billing")
        if folded(answer := _answer(field))
    ]
    known = {key for target in TARGETS for key in _keys(getattr(labels, target))}
    answers: Answers = {}
    for label, answer in given:
        answers.setdefault(folded(label), []).append(answer)
    for label, answer in given:
        plain = folded(_without_additions(label, known))
        if plain != folded(label):
            answers.setdefault(plain, []).append(answer)
    return answers


def statements(answers: Answers, labels: tuple[str, ...]) -> list[str]:
    """Return the answers to `labels`, in the order of the labels, without those that are a `wish` only."""
    return [answer for answer in _to(answers, labels) if not is_wish(answer)]


def wish_among(answers: Answers, labels: tuple[str, ...]) -> Wish | None:
    """Return the first clear wish in the answers to `labels`; `UNCLEAR` if all are unclear, None if there is none."""
    wishes = [said for answer in _to(answers, labels) if (said := wish(answer))]
    return next((said for said in wishes if said is not Wish.UNCLEAR), Wish.UNCLEAR if wishes else None)


def _to(answers: Answers, labels: tuple[str, ...]) -> list[str]:
    return [answer for key in _keys(labels) for answer in answers.get(key, [])]


@lru_cache(maxsize=512)
def _keys(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Return `labels` folded; cached, as a store's labels are the same from order to order."""
    return tuple(map(folded, labels))


def _answer(field: Mapping[str, Any]) -> str:
    value = field.get("value")
    return str(value) if isinstance(value, bool) else " ".join(without_tags(text(field, "value"), " ").split())


def _is_of_the_system(field: Mapping[str, Any]) -> bool:
    return field.get("id") is None and text(field, "label") in _OF_THE_SYSTEM


def _without_additions(label: str, known: Container[str]) -> str:
    """Return `label` without words on how or when to answer; a bracket with a known label stays."""
    if len(label) > _LONGEST:
        return label
    bare = _BRACKET.sub(lambda bracket: bracket[0] if folded(bracket[0]) in known else " ", label)
    words = " ".join(words_of(_ABBREVIATED.sub(" ", bare)))
    return _AFTER.sub("", _BEFORE.sub("", words))
