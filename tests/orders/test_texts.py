"""Texts: character references end with a semicolon, and comparison ignores spelling variants."""

from html import escape
from html.entities import html5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.orders.buyers import read_buyer
from apps.orders.reading import read_order
from apps.orders.texts import folded, plain_text
from tests.factories import order, product

# What the HTML standard reads without a semicolon, too.
_OLD_NAMES = sorted(name for name in html5 if not name.endswith(";"))


@pytest.mark.parametrize(
    "name",
    [
        "RIOS&COPYHUE SPA",
        "Sal&yentes",
        "Pan&Ntilde",
        "Mar&Sol",
        "Luz&ordm SA",
        "Uno&para Dos",
        "AT&T",
        "A&amp",
        "X&copyhue;",
        "&#65 & &#x41",
        "R&D; Lab",
    ],
)
def test_what_has_no_semicolon_is_the_buyers_own(name: str) -> None:
    assert plain_text(name) == name


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Café &amp; Té", "Café & Té"),
        ("D&#39;Angelo", "D'Angelo"),
        ("D&#x27;Angelo", "D'Angelo"),
        ("D&apos;Angelo", "D'Angelo"),
        ("Uno&nbsp;Dos", "Uno Dos"),
        ("Se&ntilde;or", "Señor"),
        ("Caf&amp;eacute; &amp;amp; T&amp;#233;", "Café & Té"),
        ("1 &lt; 2", "1 < 2"),
        ("A&AMP;B", "A&B"),
    ],
)
def test_references_are_read_once_more_where_they_were_escaped_again(written: str, read_as: str) -> None:
    assert plain_text(written) == read_as


@given(st.sampled_from(_OLD_NAMES), st.text("abcdefgxyzABCXYZ ", max_size=8))
def test_no_old_name_is_read_out_of_a_word(name: str, rest: str) -> None:
    word = f"Uno&{name}{rest}".rstrip()
    assert plain_text(word) == " ".join(word.split())


@given(st.text("abc &;#39ñé<>'\"", max_size=30), st.integers(0, 2))
def test_a_text_survives_being_escaped(text: str, times: int) -> None:
    escaped = text
    for _ in range(times):
        escaped = escape(escaped)
    assert plain_text(escaped) == plain_text(text)


def test_every_text_of_an_order_is_read_so() -> None:
    names = "Tom&Yentes &amp; Hijos"
    made = order(
        products=[product(name=names)],
        payment_method_name=names,
        billing_information={"company_name": names, "business_activity": names},
        additional_fields=[{"label": "Tipo de contribuyente", "value": names, "id": 1}],
    )
    made["billing_address"] |= {"address": names, "name": names, "surname": "Uno&amp;Dos"}
    read_as, data = "Tom&Yentes & Hijos", read_order(made).data
    assert data is not None
    assert (data.items[0].article.description, data.payment_method) == (read_as, read_as)
    buyer = data.buyer
    assert (buyer.company, buyer.activity, buyer.taxpayer_type) == (read_as, read_as, read_as)
    assert (buyer.address[0], buyer.name) == (read_as, f"{read_as} Uno&Dos")


@pytest.mark.parametrize(
    "styled", ["𝓗ola Café", "Ⓗⓞⓛⓐ ⒸⒶⒻⒺ", "Ｈｏｌａ－ｃａｆé", "HOLA CAFÉ!", "𝐡𝐨𝐥𝐚 𝙲𝙰𝙵𝙴", "hola<b>cafe</b>"]
)
def test_styled_letters_compare_like_plain_ones(styled: str) -> None:
    assert folded(styled) == "holacafe"


def test_styled_letters_stay_in_names_as_they_were_typed() -> None:
    made = order(products=[product(name="𝓑𝓸𝓵𝓼𝓪 Ⓡ")], billing_information={"company_name": "Ⓟán 𝓢𝓹𝓐"})
    data = read_order(made).data
    assert data is not None
    assert (data.items[0].article.description, read_buyer(made).company) == ("𝓑𝓸𝓵𝓼𝓪 Ⓡ", "Ⓟán 𝓢𝓹𝓐")
