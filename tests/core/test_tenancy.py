"""Every table of ours belongs to a store, or is listed here as an exception."""

from django.apps import apps
from django.db import models

from apps.stores.models import SignIn, Store

# A store itself, and a sign-in, which has no store until it ends.
_WITHOUT = {Store, SignIn}


def test_every_table_carries_its_store() -> None:
    ours = {model for model in apps.get_models() if model.__module__.startswith("apps.")}
    assert len(ours) > 10
    for model in ours - _WITHOUT:
        field = model._meta.get_field("store")
        assert isinstance(field, models.ForeignKey), model
        assert field.related_model is Store, model
        assert not field.null, model
