"""The buyer's answer to the question for a factura, in Spanish, Portuguese and English."""

import re
from enum import Enum
from itertools import chain, pairwise

from apps.orders.texts import words_of

_FACTURA = frozenset("factura facturas fatura faturas invoice invoices".split())
_BOLETA = frozenset("boleta boletas ticket tickets receipt receipts".split())
_YES = frozenset("si sim yes claro".split())
_NO = frozenset("no nao not dont".split())
_WITHOUT = frozenset("sin sem without ni nem".split())
# The values that are sent for a tick box.
_TICKED = {"true": True, "1": True, "false": False, "0": False}
# Words around those, with no meaning for the answer.
_AROUND = frozenset(
    "quiero quisiera deseo necesito requiero solicito prefiero emitir quero queria desejo preciso necessito want need "
    "needed would like prefer do i you solo solamente so apenas only just por favor gracias obrigado obrigada please "
    "thanks thank con com with para for de del da do la el lo o a an the una un uma um y e and or ou mi meu minha my "
    "electronica electronico eletronica eletronico electronic afecta exenta b c recibo documento".split()
)
_DOCUMENTS = _FACTURA | _BOLETA
_ANSWERS = _YES | _NO
_REFUSALS = _NO | _WITHOUT
_KNOWN = _FACTURA | _BOLETA | _YES | _NO | _WITHOUT | _AROUND
_BREAK = re.compile(r"[^\w\s]+")
_APOSTROPHE = re.compile(r"['’]")


class Wish(Enum):
    """Whether the buyer wants a factura; `UNCLEAR` where one answer says both."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


def wish(answer: str) -> Wish | None:
    """Return the meaning of `answer` to the question for a factura; None if it has none.

    A named document counts anywhere. A bare yes or no counts as a clause of its own, at the beginning or where nothing
    else is said.
    """
    clauses = [clause for part in _BREAK.split(_APOSTROPHE.sub("", answer)) if (clause := words_of(part))]
    if len(clauses) == 1 and clauses[0][0] in _TICKED:
        return _of({_TICKED[clauses[0][0]]}) if len(clauses[0]) == 1 else None
    everywhere = _KNOWN.issuperset(chain.from_iterable(clauses))
    said = [signal for place, clause in enumerate(clauses) for signal in _said(clause, bare=everywhere or not place)]
    if any(map(_refuses_boleta, clauses)) and True not in said:
        # “No boleta” may be “No, boleta” without its comma; “no quiero boleta” only refuses the boleta.
        return Wish.NO if any(_has_pair(clause) for clause in clauses) else Wish.UNCLEAR
    return _of(set(said))


def is_wish(answer: str) -> bool:
    """Tell whether `answer` consists of such words only and has a meaning, so that it is not the name of anything."""
    words = words_of(_APOSTROPHE.sub("", answer))
    return (len(words) == 1 or _KNOWN.issuperset(words)) and wish(answer) is not None


def _of(said: set[bool]) -> Wish | None:
    if len(said) > 1:
        return Wish.UNCLEAR
    return next((Wish.YES if each else Wish.NO for each in said), None)


def _said(clause: list[str], *, bare: bool) -> list[bool]:
    """Return the signals of one clause, True for a wanted factura. A yes or no without a document needs `bare`."""
    if not {*clause}.isdisjoint(_DOCUMENTS):
        refused = _refused(clause)
        facturas = [not no for word, no in zip(clause, refused, strict=True) if word in _FACTURA]
        boletas = [False for word, no in zip(clause, refused, strict=True) if word in _BOLETA and not no]
        return [*facturas, *boletas]
    if not bare or not _KNOWN.issuperset(clause):
        return []
    return [word in _YES for word in clause if word in _ANSWERS]


def _refused(clause: list[str]) -> list[bool]:
    """Tell for each word whether a “no” or “without” precedes it, with no document's name in between."""
    refused, no = [], False
    for word in clause:
        refused.append(no)
        no = word in _REFUSALS or (no and word not in _DOCUMENTS)
    return refused


def _refuses_boleta(clause: list[str]) -> bool:
    return any(word in _BOLETA and no for word, no in zip(clause, _refused(clause), strict=True))


def _has_pair(clause: list[str]) -> bool:
    return any(first in _NO and second in _BOLETA for first, second in pairwise(clause))
