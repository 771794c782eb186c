"""Every routine in the box is played to its end in a terminal, fifty times as fast, and is on record then."""

from collections.abc import Callable
from functools import partial

from tests.e2e.conftest import Start
from tests.e2e.program import ROOT, Home, Json, together

SPEED = 200
"""Fast, since each second of a session costs pictures; slow enough to come to each interval."""
SLUGS = sorted(path.stem for path in (ROOT / "routines").glob("*.yaml") if path.stem != "exercises")


def _played(slug: str, home: Home, start: Start) -> Json:
    """Play a routine at its first level; return its record."""
    [levels] = [routine["levels"] for routine in home.json("list") if routine["slug"] == slug]
    level = ("--level", levels[0]) if levels else ()  # nothing is asked then
    with start(home, "play", slug, "--speed", str(SPEED), "--audio", "none", *level) as terminal:
        terminal.wait_for("Finished:", timeout=180)
        assert terminal.close_summary() == 0
        assert (terminal.left_on, terminal.left_behind()) == (set(), [])
    return home.session()


def test_every_bundled_routine_plays_to_a_finished_record(homes: Callable[[str], Home], start: Start) -> None:
    assert len(SLUGS) >= 16
    records = together([partial(_played, slug, homes(slug), start) for slug in SLUGS], at_once=3)
    for slug, record in zip(SLUGS, records, strict=True):
        assert (record["slug"], record["state"], record["speed"]) == (slug, "finished", SPEED), slug
        work = [interval for interval in record["intervals"] if interval["kind"] == "work"]
        assert len(work) == record["work_intervals"], slug
        assert {interval["state"] for interval in work} <= {"done"}, slug
