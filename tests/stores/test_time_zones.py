import pytest

from apps.stores.time_zones import resolve_time_zone


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("America/Santiago", "CL", "America/Santiago"),
        ("Santiago", "CL", "America/Santiago"),
        ("(GMT-03:00) Santiago", "CL", "America/Santiago"),
        ("(GMT+00:00) Lisbon", "PT", "Europe/Lisbon"),
        ("Mexico City", "MX", "America/Mexico_City"),
        ("Brasilia", "BR", "America/Sao_Paulo"),
        ("", "PE", "America/Lima"),
        ("nowhere", "", "UTC"),
        ("../etc/passwd", "ES", "Europe/Madrid"),
    ],
)
def test_zones_are_understood_however_they_are_written(name: str, country: str, expected: str) -> None:
    assert resolve_time_zone(name, country) == expected
