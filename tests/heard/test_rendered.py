"""From the sound itself back to what was done: a rendered session is heard, written down and understood."""

from pathlib import Path

import pytest

from tests.acceptance.score import Score, score_of, volume_of
from tests.e2e.program import Home
from tests.heard.reader import read_tones
from tests.heard.truth import straight_through, tones_of
from tests.support import ears
from tests.support.ears import Heard, Samples, Wanted

LEFT_OF_WORDS = 0.012
"""-38 dBFS: what may be left where words were taken out. A dot under words is three times as loud."""
NEAR = 0.010
"""Seconds."""
PITCHES = {
    "tick": (784,), "go": (784, 1568), "rep": (784,), "last-rep": (1175,), "hold": (587,), "pulse": (494,),
    "tick-out": (415,), "half": (1175,), "rest": (784,), "next": (523,), "rest-ending": (988,),
    "switch": (587,), "last-set": (523, 784), "finish": (523,), "round": (784,), "station-1": (523, 784),
    "station-2": (698, 1047), "station-3": (932, 1397), "station-4": (1245, 1865),
}  # fmt: skip
"""What a sound begins with, Hz, as sounds/README.md has it; glides are left out."""


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> tuple[Score, Samples]:
    """A bundled routine on paper, and as sound."""
    home = Home(tmp_path_factory.mktemp("person"))
    settings = home.path / "config" / "config.yaml"
    settings.parent.mkdir(parents=True)
    settings.write_text("speech:\n  engine: none\n")
    file: Path = home.folder / "session.wav"
    result = home.run("render", "y-t-ws", "-o", str(file))
    assert result.returncode == 0, result.stderr
    return score_of(volume_of("y-t-ws", home.path)), ears.read(file)


@pytest.fixture(scope="module")
def wordless(rendered: tuple[Score, Samples]) -> Samples:
    """The recording without what was said."""
    score, recording = rendered
    return ears.find(recording, [one for one in score.plan if one.is_speech], score.clips)[1]


@pytest.fixture(scope="module")
def tones(rendered: tuple[Score, Samples], wordless: Samples) -> list[Heard]:
    """All tones of it, heard without knowing which there should be or where."""
    score, _ = rendered
    shipped = {name: clip for name, clip in score.clips.items() if not name.startswith("“")}
    return ears.others(wordless, shipped, faint=LEFT_OF_WORDS)


def planned(score: Score) -> list[Wanted]:
    return [wanted for wanted in score.plan if not wanted.is_speech]


def test_every_tone_of_the_plan_is_heard_at_its_moment_and_no_other(
    rendered: tuple[Score, Samples], tones: list[Heard]
) -> None:
    wanted = planned(rendered[0])
    assert [one.wanted.name for one in tones] == [one.name for one in wanted]
    late = [heard.at - one.at for heard, one in zip(tones, wanted, strict=True)]
    assert max(late) - min(late) <= NEAR


def test_every_tone_has_the_pitch_it_should_have(wordless: Samples, tones: list[Heard]) -> None:
    """By Goertzel's sums alone: its own pitch is stronger than those three semitones beside it."""
    for heard in tones:
        start = round((heard.at + 0.004) * ears.RATE)
        stretch = wordless[start : start + ears.RATE // (42 if heard.wanted.name == "rep" else 20)]
        for hertz in PITCHES.get(heard.wanted.name, ()):
            beside = max(ears.goertzel(stretch, hertz * 2 ** (way * 3 / 12)) for way in (-1, 1))
            assert ears.goertzel(stretch, hertz) > beside, heard


def test_what_was_done_is_understood_from_the_sound_itself(
    rendered: tuple[Score, Samples], tones: list[Heard]
) -> None:
    timeline = rendered[0].timeline
    zero = tones[0].at - planned(rendered[0])[0].at
    heard = [(one.at - zero, one.wanted.name) for one in tones if one.wanted.name != "chime"]
    assert read_tones(heard) == tones_of(straight_through(timeline))
