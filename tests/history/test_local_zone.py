from pathlib import Path

import pytest

from player.history.zone import local_zone

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("named", "zone"),
    [
        ("Europe/Vienna", "Europe/Vienna"),
        (":America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("Etc/GMT+5", "Etc/GMT+5"),
        ("UTC", "UTC"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", None),
        ("EST5EDT", None),
    ],
)
def test_the_name_comes_from_tz_and_a_rule_is_no_name(
    monkeypatch: pytest.MonkeyPatch, named: str, zone: str | None
) -> None:
    monkeypatch.setenv("TZ", named)
    assert local_zone() == zone


def test_a_link_into_the_zone_files_tells_the_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "zoneinfo" / "Asia" / "Kolkata"
    file.parent.mkdir(parents=True)
    file.touch()
    link = tmp_path / "localtime"
    try:
        link.symlink_to(file)
    except OSError:
        pytest.skip("links need a right here")
    monkeypatch.setenv("TZ", str(link))
    assert local_zone() == "Asia/Kolkata"
