"""The questions that a store's checkout asks its buyers, and which of Folio's facts each of them answers.

Jumpseller sends them as `additional_fields`, by the label that the merchant gave them. The defaults are the labels seen
in stores and in the manuals of other invoicing Apps, and the plain names of the things; the merchant can change them.
"""

import html
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from apps.orders.payload import mappings, text

Answers = dict[str, list[str]]

# A closing or opening tag; “<” before anything but a letter is the buyer's own.
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_YES = frozenset({"factura", "si", "sim", "yes", "true", "1"})
_NO = frozenset({"boleta", "no", "nao", "false", "0"})
# What the checkout itself notes among the buyer's answers, without an id.
_OF_THE_SYSTEM = frozenset({"accepts_marketing"})


@dataclass(frozen=True, slots=True)
class LabelMap:
    """The labels that stand for each fact about the buyer; of several that he answered the first listed counts."""

    company: tuple[str, ...]
    tax_id: tuple[str, ...]
    activity: tuple[str, ...]
    taxpayer_type: tuple[str, ...]
    wants_factura: tuple[str, ...]

    @classmethod
    def with_defaults(cls, chosen: Mapping[str, Sequence[str]]) -> "LabelMap":
        """Returns the map of the merchant who chose labels for the targets in CHOSEN; the others have the defaults."""
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
    ),
)


def folded(words: str) -> str:
    """Returns WORDS as they are compared: markup, case, accents, punctuation and white space make no difference."""
    letters = unicodedata.normalize("NFKD", _TAG.sub("", html.unescape(words)).casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def answers_of(order: Mapping[str, Any]) -> Answers:
    """Returns what the buyer of the bare ORDER answered, by folded label.

    A question for shipping and billing comes twice: what is said for billing stands first.
    """
    asked = [field for field in mappings(order, "additional_fields") if not _is_of_the_system(field)]
    answers: Answers = {}
    for field in sorted(asked, key=lambda field: text(field, "area").casefold() != "billing"):
        answer = _answer(field)
        if folded(answer):
            answers.setdefault(folded(text(field, "label")), []).append(answer)
    return answers


def statement(answers: Answers, labels: Sequence[str]) -> str:
    """Returns the first answer to one of LABELS, empty if none was given. A bare yes or no names nothing."""
    return next((answer for answer in _to(answers, labels) if wish(answer) is None), "")


def wish_among(answers: Answers, labels: Sequence[str]) -> bool | None:
    """Returns whether an answer to one of LABELS asks for a factura, None if none says it either way."""
    return next((said for answer in _to(answers, labels) if (said := wish(answer)) is not None), None)


def wish(answer: str) -> bool | None:
    """Returns what ANSWER says to the question for a factura: yes, no, or nothing of the kind."""
    word = folded(answer)
    return True if word in _YES else False if word in _NO else None


def _to(answers: Answers, labels: Sequence[str]) -> list[str]:
    return [answer for label in labels for answer in answers.get(folded(label), [])]


def _answer(field: Mapping[str, Any]) -> str:
    value = field.get("value")
    return str(value) if isinstance(value, bool) else " ".join(_TAG.sub(" ", text(field, "value")).split())


def _is_of_the_system(field: Mapping[str, Any]) -> bool:
    return field.get("id") is None and text(field, "label") in _OF_THE_SYSTEM
