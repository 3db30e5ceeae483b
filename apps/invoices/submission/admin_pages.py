"""Admin pages of accounts at providers and of what is on its way to them, without secrets and buyers' data."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from apps.invoices.models import AccountReview, AuthorityCheck, Exchange, ProviderAccount, Submission
from apps.invoices.submission import operators
from apps.providers import registry
from apps.stores.admin import StoreRowsAdmin, WorkAdmin


class _Stuck(admin.SimpleListFilter):
    """Submissions that are open for hours."""

    title = "stuck"
    parameter_name = "stuck"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the only choice."""
        return [("yes", "for hours")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the stuck ones of `queryset` where they are wanted."""
        return queryset.filter(operators.is_stuck()) if self.value() else queryset


class _Answer(admin.SimpleListFilter):
    """Exchanges without an answer, or with one of an error."""

    title = "answer"
    parameter_name = "answer"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the choices."""
        return [("none", "none"), ("error", "of an error")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return those of `queryset` with the wanted answer."""
        match self.value():
            case "none":
                return queryset.filter(status__isnull=True)
            case "error":
                return queryset.filter(status__gte=400)
        return queryset


class _Provider(admin.SimpleListFilter):
    """Rows of the accounts at one provider; the choices need no query over the rows."""

    title = "provider"
    parameter_name = "provider"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the known providers."""
        return [(code, code) for code in registry.PROVIDERS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return those of `queryset` that belong to the wanted provider."""
        lookup = "provider" if queryset.model is ProviderAccount else "account__provider"
        return queryset.filter(**{lookup: self.value()}) if self.value() else queryset


@admin.register(ProviderAccount)
class ProviderAccountAdmin(StoreRowsAdmin):
    """Accounts at providers, without their credentials."""

    list_display = ("provider", "store", "state", "is_issuer", "checked_at", "trouble_code")
    list_filter = ("state", _Provider, "is_issuer")
    exclude = ("credentials",)

    @admin.display(description="trouble")
    def trouble_code(self, account: ProviderAccount) -> str:
        """Return the code of what stops every document."""
        return str(account.trouble.get("code", ""))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the accounts; their credentials are not loaded."""
        return super().get_queryset(request).defer("store__hooks_token", "store__earlier_hooks_token", "credentials")


@admin.register(AccountReview)
class AccountReviewAdmin(WorkAdmin):
    list_display = ("account", "store", "state", "finished_at", "due_at", "attempts", "error")
    related = ("store", "account")


@admin.register(Submission)
class SubmissionAdmin(WorkAdmin):
    """Documents on their way to a provider, without what they say."""

    list_display = ("key", "store", "order_id", "stage", "state", "attempts", "due_at", "sent_at", "codes", "error")
    list_filter = (_Stuck, "stage", "state", _Provider)  # type: ignore[assignment]
    related = ("store", "account")
    order_field, number_field = "order_id", "key"
    exclude = ("frozen", "next_frozen", "plan", "problems")
    actions = ("try_now",)

    @admin.display(description="problems")
    def codes(self, submission: Submission) -> str:
        """Return the codes of what stands against the document."""
        return ", ".join(each["code"] for each in submission.problems)

    @admin.action(description="Try what is open again now", permissions=["operate"])
    def try_now(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        """Have the open ones among `rows` looked for, or sent, at once."""
        self.operate(request, rows.filter(Submission.open()), operators.try_submission_now, "Tried again.")


@admin.register(AuthorityCheck)
class AuthorityCheckAdmin(WorkAdmin):
    """The authority's verdicts, without its words, which may name the buyer."""

    list_display = ("invoice", "store", "verdict", "state", "attempts", "due_at", "finished_at", "error")
    list_filter = ("verdict", "state")
    related = ("store", "invoice")
    order_field, number_field = "invoice__order_id", "invoice__number"
    exclude = ("words",)
    actions = ("ask_now",)

    @admin.action(description="Ask what has no verdict again now", permissions=["operate"])
    def ask_now(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        """Have the verdicts that are missing among `rows` asked at once."""
        waiting = rows.filter(verdict=AuthorityCheck.Verdict.WAITING)
        self.operate(request, waiting, operators.ask_verdict_now, "Asked again.")


@admin.register(Exchange)
class ExchangeAdmin(StoreRowsAdmin):
    """Requests to providers and the status of their answers, without addresses and bodies, which name buyers."""

    list_display = ("at", "store", "account", "order_id", "step", "method", "status", "milliseconds")
    list_filter = (_Answer, _Provider)
    related = ("store", "account")
    order_field = "order_id"
    exclude = ("url", "request", "answer")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the exchanges; what names buyers and secrets is not loaded."""
        hidden = ("store__hooks_token", "store__earlier_hooks_token", "account__credentials")
        return super().get_queryset(request).defer(*hidden, "url", "request", "answer")
