"""The names by which InvoiceXpress knows countries: English ones, some of them in older words. Pure."""

from babel import Locale

# Where the list in InvoiceXpress's appendix differs from the names of the Unicode CLDR.
_OTHERWISE = {
    "AG": "Antigua and Barbuda",
    "BA": "Bosnia-Herzegovina",
    "CD": "Congo, Democratic Republic",
    "CG": "Congo",
    "CZ": "Czech Republic",
    "FO": "Faeroe Islands (Føroyar)",
    "GB": "Great Britain",
    "HK": "Hong Kong",
    "HM": "Heard and McDonald Islands",
    "KN": "St. Kitts and Nevis",
    "KP": "Korea, North",
    "KR": "Korea, South",
    "MK": "Macedonia (Former Yug. Rep.)",
    "MM": "Myanmar",
    "MO": "Macau",
    "PN": "Pitcairn Island",
    "PS": "Palestine",
    "RE": "Reunion",
    "SJ": "Svalbard and Jan Mayen Islands",
    "SN": "Sénégal",
    "ST": "São Tomé and Príncipe",
    "SZ": "Swaziland",
    "TC": "Turks and Caicos Islands",
    "TR": "Turkey",
    "TT": "Trinidad and Tobago",
    "VC": "St. Vincent and the Grenadines",
    "VG": "Virgin Islands",
    "WF": "Wallis and Futuna Islands",
    "WS": "Samoa (Western)",
}
_NOT_LISTED = frozenset("AQ AX BL BQ BV GS MF PM SS SX TF TK TO UM VA VI XK".split())


def country_name(code: str) -> str:
    """Return the name of the country `code` (ISO 3166-1 alpha-2), empty where InvoiceXpress has none."""
    if code in _NOT_LISTED or len(code) != 2:
        return ""
    return _OTHERWISE.get(code) or str(Locale("en").territories.get(code, ""))
