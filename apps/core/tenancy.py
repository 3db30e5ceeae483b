"""Tenancy: every row of a merchant's data belongs to one store; a test proves that each table has the column."""

from django.db import models


class TenantModel(models.Model):
    """Base of every table that holds a store's data. A store with data cannot be deleted."""

    store = models.ForeignKey("stores.Store", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
