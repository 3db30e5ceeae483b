"""The placeholders that buyers type into required fields, in Spanish, Portuguese and English: they are no facts.

Each function takes the text of one kind of field and returns it unchanged, or the empty string for a placeholder. The
kinds differ because a placeholder of one is a fact of another: “Null” and “X” are surnames, “Consumidor final” is a
class of taxpayer, “S/N” is the number of a building that has none.
"""

import re
from collections.abc import Sequence

from apps.orders.texts import words_of
from apps.orders.wishes import is_wish


def _phrases(listed: str) -> list[tuple[str, ...]]:
    return [tuple(phrase.split()) for phrase in listed.split(",")]


def _joined_phrases(listed: str) -> frozenset[str]:
    return frozenset("".join(phrase) for phrase in _phrases(listed))


_NOTHING = _joined_phrases(
    "null,nil,nulo,nula,undefined,none,na,ns nc,no aplica,no aplicable,no aplico,no se aplica,nao aplica,"
    "nao aplicavel,nao se aplica,not applicable,does not apply,no corresponde,no procede,no disponible,"
    "nao disponivel,not available,no informado,no informada,nao informado,nao informada,no especificado,"
    "nao especificado,not specified,not provided,not given,ninguno,ninguna,ningun,ninguno a,nenhum,nenhuma,nenhum a,"
    "nada,nothing,desconocido,desconocida,desconhecido,desconhecida,unknown,vacio,vazio,empty,en blanco,em branco,"
    "por definir,a definir,no definido,nao definido,no registra,no se,nao sei,tbd,sin,sem,without,no,nao"
)
# “N/A”, “s/n” (sin nombre, sin número), “n/d”, “s/d” (sin datos), “s/i”: only with a stroke or dots.
_ABBREVIATIONS = (["n", "a"], ["s", "n"], ["n", "d"], ["s", "d"], ["s", "i"])
# How private persons describe themselves: no company, no line of business, no number.
_PRIVATE = _joined_phrases(
    "particular,particulares,persona natural,persona fisica,persona particular,pessoa fisica,pessoa singular,"
    "pessoa natural,pessoa particular,natural person,private person,private individual,private,privado,individual,"
    "consumidor final,consumidor,final consumer,end consumer,consumer,cliente final,cliente particular,uso personal,"
    "uso particular,uso pessoal,personal use,personal,pessoal,soy particular,soy persona natural,sou particular"
)
_NO_FACT = _NOTHING | _PRIVATE
# A class in tax law: Argentina's General Resolution 1415 has it on documents.
_CLASS = "consumidorfinal"
_REFUSALS = _phrases(
    "sin,sem,without,no,nao,no tengo,yo no tengo,no tiene,no poseo,no posee,no hay,no existe,no uso,no cuento con,"
    "nao tenho,eu nao tenho,nao tem,nao possuo,nao possui,nao ha,nao existe,do not have,i do not have,dont have,"
    "i dont have,don t have,i don t have,have no,i have no"
)
_FIRST_OF_REFUSALS = frozenset(start[0] for start in _REFUSALS)
# The words that may follow a refusal; “Sin Límites SpA” has none of them.
_REFUSED = frozenset(
    "empresa empresas compania company negocio business razon social razao nombre nome name apellido apellidos "
    "apelido sobrenome surname lastname last giro actividad atividade activity comercial economica rubro ramo rut "
    "run nit ruc rfc cuit cuil nif cif nie nipc cpf cnpj dni contribuinte contribuyente tax id vat identificacion "
    "identificacao fiscal documento cedula direccion endereco morada address calle rua street datos dados dato data "
    "informacion informacao info information registro factura fatura invoice facturacion inicio iniciacion "
    "actividades complemento departamento depto referencia referencias comuna ciudad cidade city region codigo "
    "postal correo email especificar definir asignar valor comentarios tipo regimen de la el del los do da un una "
    "um uma a an any mi my meu minha ni y e o or and".split()
)
# An address may truly have no number, so these words are not for addresses.
_REFUSED_WITH_NUMBER = _REFUSED | frozenset("numero num nro number".split())
# Placeholders in lower case; names of people otherwise.
_ALSO_NAMES = frozenset("null nil none na nan no nada sin sem x particular personal private individual".split())
_BREAK = re.compile(r"[,;/|()]+")
# Words that software writes for a missing name, and others that are no whole name.
_UNSET = frozenset("null undefined none".split())
_NO_NAME = _UNSET | frozenset("x na no".split())


def company(words: str) -> str:
    """Return the company's name in `words`; it has a letter, and at least two letters or digits."""
    letters = _joined(words)
    return words if len(letters) > 1 and any(map(str.isalpha, letters)) and _says_something(words) else ""


def activity(words: str) -> str:
    """Return the line of business in `words`, which may be the tax office's number of it."""
    digits = _joined(words)
    is_number = digits.isdecimal() and len({*digits}) > 1
    return words if is_number else company(words)


def taxpayer_type(words: str) -> str:
    """Return the class of taxpayer in `words`."""
    return words if _joined(words) == _CLASS else company(words)


def tax_number(words: str) -> str:
    """Return the tax number in `words`, of any shape; zeros alone are none."""
    return words if {*_joined(words)} - {"0"} and _says_something(words) else ""


def part_of_name(words: str) -> str:
    """Return the given name or the surname in `words`."""
    spelled = words_of(words)
    letters = "".join(spelled)
    is_repeated = len({*letters}) == 1 and (letters.isdecimal() or (len(letters) > 1 and letters[0] == "x"))
    if not letters or is_repeated or spelled in _ABBREVIATIONS:
        return ""
    if letters in _ALSO_NAMES:
        return "" if words.islower() else words
    return "" if letters in _NOTHING or _refuses(spelled, _REFUSED_WITH_NUMBER) else words


def name(words: str) -> str:
    """Return the full name in `words`, without a surname's placeholder at its end."""
    parts = words.split()
    while parts and (not _joined(parts[-1]) or parts[-1] in _UNSET or words_of(parts[-1]) in _ABBREVIATIONS):
        parts.pop()
    full = " ".join(parts)
    return "" if _NO_NAME.issuperset(words_of(full)) or _joined(full) in _PRIVATE else part_of_name(full)


def place(words: str) -> str:
    """Return the part of an address in `words`; “S/N” and “sin número” are facts about a building."""
    spelled = words_of(words)
    letters = "".join(spelled)
    is_repeated = {*letters} in ({"0"}, {"x"})
    is_nothing = not letters or is_repeated or letters in _NOTHING or spelled in (["n", "a"], ["n", "d"])
    return "" if is_nothing or _refuses(spelled, _REFUSED) else words


def region(words: str) -> str:
    """Return the region in `words`, which may be the code of Navarre, Naples (NA) or Novara (NO)."""
    return words if words in {"NA", "NO"} else place(words)


def _says_something(words: str) -> bool:
    """Tell whether `words` are neither a placeholder nor several (“particular / sin empresa”, “N/A N/A”)."""
    clauses = [clause for clause in _BREAK.split(words) if words_of(clause)]
    spelled = words_of(words)
    half = spelled[: len(spelled) // 2]
    is_repeated = 2 * half == spelled and _is_placeholder(" ".join(half))
    return not (_is_placeholder(words) or all(map(_is_placeholder, clauses)) or is_repeated)


def _is_placeholder(words: str) -> bool:
    spelled = words_of(words)
    letters = "".join(spelled)
    is_nothing = letters in _NO_FACT or {*letters} == {"x"} or spelled in _ABBREVIATIONS
    return is_nothing or is_wish(words) or _refuses(spelled, _REFUSED_WITH_NUMBER)


def _refuses(spelled: Sequence[str], refused: frozenset[str]) -> bool:
    """Tell whether `spelled` is a refusal followed by words of `refused` only."""
    if len(spelled) < 2 or spelled[0] not in _FIRST_OF_REFUSALS:
        return False
    return any(
        tuple(spelled[: len(start)]) == start and refused.issuperset(spelled[len(start) :]) for start in _REFUSALS
    )


def _joined(words: str) -> str:
    return "".join(words_of(words))
