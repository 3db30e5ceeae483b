"""Forms by the fields that a provider declares: credentials, of which secrets are never shown, and choices."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.invoices.models import ProviderAccount, ProviderDocument
from apps.providers import registry
from apps.providers.account import Account, FormField
from apps.providers.contract import Provider


class CredentialsForm(forms.Form):
    """What opens an account at `provider`. `known` are the values that are not secret, of an earlier connection."""

    def __init__(self, provider: Provider, known: Mapping[str, str], data: Any = None) -> None:
        super().__init__(data, label_suffix="", initial=dict(known))
        for each in provider.credential_fields:
            self.fields[each.name] = _secret(each) if each.is_secret else _field(each, _options(each))

    def credentials(self) -> dict[str, str]:
        """Return the credentials of the valid form."""
        return {name: str(self.cleaned_data[name]) for name in self.fields}


class ChoicesForm(forms.Form):
    """The merchant's answers to what the provider of `account` asks, by what the account has."""

    def __init__(self, account: ProviderAccount, data: Any = None) -> None:
        found, asked = Account.from_json(account.found), registry.provider(account.provider).choice_fields
        initial = {each.name: account.choices.get(each.name, each.default) for each in asked}
        super().__init__(data, label_suffix="", initial=initial)
        for each in asked:
            self.fields[each.name] = _field(each, _options(each, found))

    def choices(self) -> dict[str, str]:
        """Return the answers of the valid form, without those that are empty."""
        return {name: str(self.cleaned_data[name]) for name in self.fields if self.cleaned_data[name]}


class NumberForm(forms.Form):
    """The number under which the merchant found a document in `account` at the provider."""

    number = forms.CharField(
        label=_("Its number there, as it is printed"), max_length=60, widget=forms.TextInput({"autocomplete": "off"})
    )

    def __init__(self, account: ProviderAccount, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.account = account

    def clean_number(self) -> str:
        """Refuse a number that another document of the account has."""
        number: str = self.cleaned_data["number"]
        if ProviderDocument.objects.filter(account=self.account, number=number).exists():
            raise forms.ValidationError(_("Folio has recorded another document under this number. Look again."))
        return number


def _secret(field: FormField) -> forms.Field:
    """Return the field of a secret: it is empty whenever it is shown."""
    widget = forms.PasswordInput(attrs={"autocomplete": "off", "spellcheck": "false"}, render_value=False)
    return forms.CharField(widget=widget, max_length=field.longest, **_said(field))


def _field(field: FormField, options: list[tuple[str, str]]) -> forms.Field:
    if field.options or field.from_account:
        return forms.ChoiceField(choices=options, **_said(field))
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(max_length=field.longest, widget=widget, **_said(field), initial=field.default)


def _said(field: FormField) -> dict[str, Any]:
    help_text = gettext(field.help) if field.help else ""
    return {"label": gettext(field.label), "help_text": help_text, "required": field.is_required}


def _options(field: FormField, found: Account | None = None) -> list[tuple[str, str]]:
    """Return the answers to choose from; without an obvious one nothing is chosen in the merchant's place."""
    offered = [(each.value, gettext(each.label)) for each in field.options]
    entries = found.entries.get(field.from_account, ()) if found else ()
    offered += [(each.id, each.name or each.id) for each in entries]
    if field.default in dict(offered) and field.is_required:
        return offered
    return [("", gettext("Not chosen") if field.is_required else gettext("As the account has it")), *offered]
