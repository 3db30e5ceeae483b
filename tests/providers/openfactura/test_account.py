"""The account behind a key: company, activities, branches, folios, environment."""

import pytest

from apps.providers.account import Account
from apps.providers.outcomes import CallFailed, Issued, Unauthorised
from apps.providers.plan import Refusal
from apps.providers.registry import PROVIDERS, providers_of
from config.local.stand_ins import StandIn
from tests.providers.documents import order_a

from .conftest import Shop

_BRANCHES = [{"cdgSIISucur": "79457965", "direccion": "Camino 2", "comuna": "Talca"}]
_ACTIVITIES = [
    {"giro": "REPARACIONES", "codigoActividadEconomica": "952100", "actividadPrincipal": False},
    {"giro": "VENTA", "codigoActividadEconomica": "12345", "actividadPrincipal": True},
]


def test_the_key_tells_the_company(shop: Shop) -> None:
    account = shop.account()
    assert (account.holder, account.holder_tax_id, account.environment) == ("HAULMER SPA", "76795561-8", "live")
    assert account.folios_left == {"33": 1000, "34": 1000, "39": 1000, "41": 1000, "61": 1000}
    assert account.warnings == ()
    assert Account.from_json(account.as_json()) == account


@pytest.mark.parametrize("fault", ["latin1", ""])
def test_the_comuna_is_read_in_every_encoding(shop: Shop, fault: str) -> None:
    if fault:
        shop.fault(fault)
    else:
        company = {"rut": "76795561-8", "razonSocial": "Ñandú", "comuna": "CuricÃ³"}
        shop.stand_in.change_account(shop.key, details={"company": company})
    assert shop.account().details["comuna"] == "Curicó"


def test_a_key_of_the_other_environment_is_refused(shop: Shop, stand_in: StandIn) -> None:
    test = Shop(stand_in, shop.key, "test")
    with pytest.raises(CallFailed) as failed:
        test.account()
    assert failed.value.outcome == Unauthorised()
    stand_in.create_account(key="a development key", development=True)
    account = Shop(stand_in, "a development key", "test").account()
    assert account.environment == "test"
    assert [each.code for each in account.warnings] == ["provider_environment"]


def test_types_without_folios_are_warned_of(shop: Shop, stand_in: StandIn) -> None:
    stand_in.change_account(shop.key, folios={"39": 0}, details={"types": [39, 61]})
    assert [each.figures["type"] for each in shop.account().warnings] == ["39", "33"]


def test_folios_that_cannot_be_read_stop_nothing(shop: Shop) -> None:
    shop.fault("error_500", path="*/organization/document")
    assert shop.account().folios_left is None


def test_activity_and_branch_are_chosen_among_those_of_the_account(shop: Shop) -> None:
    company = {"rut": "76795561-8", "razonSocial": "X", "glosaDescriptiva": "Y", "direccion": "Z", "comuna": "Curicó"}
    company |= {"actividades": _ACTIVITIES, "sucursales": _BRANCHES}  # type: ignore[dict-item]
    shop.stand_in.change_account(shop.key, details={"company": company})
    account = shop.account()
    assert [each.id for each in account.entries["activities"]] == ["012345", "952100"]
    shop.choices |= {"branch": "79457965", "activity": "952100"}
    plan = shop.planned(order_a())
    issuer = plan.body["dte"]["Encabezado"]["Emisor"]
    assert (issuer["CdgSIISucur"], issuer["DirOrigen"], issuer["CmnaOrigen"]) == ("79457965", "Camino 2", "Talca")
    assert isinstance(shop.submit(plan), Issued)


def test_another_company_s_account_issues_nothing(shop: Shop) -> None:
    shop.stand_in.change_account(shop.key, details={"company": {"rut": "76430498-5", "razonSocial": "HOSTY SPA"}})
    refusal = shop.adapter.plan(order_a(), shop.account(), {})
    assert isinstance(refusal, Refusal)
    assert refusal.problems[0].code == "provider_other_company"
    assert refusal.problems[0].figures == {"holder": "HOSTY SPA", "tax_id": "76430498-5"}


def test_an_incomplete_company_is_completed_at_the_provider(shop: Shop) -> None:
    shop.stand_in.change_account(shop.key, details={"company": {"rut": "76795561-8", "razonSocial": "X"}})
    refusal = shop.adapter.plan(order_a(), shop.account(), {})
    assert isinstance(refusal, Refusal)
    assert [each.code for each in refusal.problems] == ["sii_issuer_incomplete"]


def test_the_registry_offers_it_in_chile_alone() -> None:
    assert PROVIDERS["openfactura"] in providers_of("CL")
    assert PROVIDERS["openfactura"] not in providers_of("PT")
