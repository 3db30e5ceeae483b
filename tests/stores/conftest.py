from tests.invoices.conftest import issue

__all__ = ["issue"]
