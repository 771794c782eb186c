"""`backbeat tips`: what may help besides exercise."""

import json

from player.views.text.tips import CAUTION, TIPS
from tests.cli.conftest import Run


def test_every_note_is_printed_with_its_source(run: Run) -> None:
    ran = run("tips")
    assert (ran.code, ran.err) == (0, "")
    told = " ".join(ran.out.split())
    assert told.startswith(CAUTION)
    for tip in TIPS:
        assert f"{tip.title} {tip.text} Source: {tip.source}." in told
    assert max(map(len, ran.lines)) <= 88


def test_scripts_get_the_same_as_json(run: Run) -> None:
    assert json.loads(run("tips", "--json").out) == [tip._asdict() for tip in TIPS]
