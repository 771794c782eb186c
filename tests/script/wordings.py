"""What these tests ask of the wording, in few words."""

from collections.abc import Sequence

from player.script.language.language import Language, language
from player.script.model import Amount, Forms, Part, Phrase, Voice, text_of
from player.script.phrases.announcements import announcement
from player.timeline.model import Interval, Timeline
from tests.timeline.builders import Beat, block, exercise, tape

ENGLISH: Language = language("en")
SIDES = ("right", "left")
BEAT: Beat = [("lift", 2), ("lower", 3)]
FULL = Voice(Amount.FULL)
BRIEF = Voice(Amount.BRIEF)


def read(phrase: Phrase) -> str:
    return text_of(phrase)


def both(forms: Forms) -> tuple[str, str]:
    return read(forms.full), read(forms.short)


def works(timeline: Timeline) -> list[Interval]:
    return [interval for interval in timeline.intervals if interval.is_work]


def placed(timeline: Timeline, **positions: str) -> Timeline:
    """The tape with positions, by the slug of the exercise with `_` for `-`."""
    return timeline._replace(
        intervals=tuple(
            interval._replace(position=positions.get(_key(interval))) if interval.is_work else interval
            for interval in timeline.intervals
        )
    )


def needing(timeline: Timeline, **things: tuple[str, ...]) -> Timeline:
    """The tape with equipment, by the slug of the exercise with `_` for `-`."""
    return timeline._replace(
        intervals=tuple(
            interval._replace(equipment=things.get(_key(interval), ())) if interval.is_work else interval
            for interval in timeline.intervals
        )
    )


def _key(interval: Interval) -> str:
    return (interval.exercise or "").casefold().replace(" ", "_").replace("-", "_")


def announced(timeline: Timeline, coming: int = 1, voice: Voice = FULL, pass_: int = 1) -> dict[str, str]:
    """The parts before the `coming`-th work in full, by moment; what was before it is what stands there."""
    return {part.moment: read(part.full) for part in parts_of(timeline, coming, voice, pass_)}


def in_short(timeline: Timeline, coming: int = 1, voice: Voice = FULL) -> dict[str, str]:
    return {part.moment: read(part.short) for part in parts_of(timeline, coming, voice) if part.short}


def parts_of(timeline: Timeline, coming: int, voice: Voice = FULL, pass_: int = 1) -> Sequence[Part]:
    indices = [index for index, interval in enumerate(timeline.intervals) if interval.is_work]
    before = indices[coming - 2] if coming > 1 else None
    return announcement(timeline, indices[coming - 1], before, voice, pass_=pass_)


def example() -> Timeline:
    """The worked example of VOICE §5."""
    timeline = tape(
        block(
            exercise("Chin tuck", hold=5, reps=3, cues=("Slide your head straight back",)),
            exercise(
                "Prone Y-T-W",
                sets=2,
                reps=3,
                tempo=[("Y", 3), ("T", 3), ("W", 3), ("lower", 2)],
                rest=20,
                cues=("Y, thumbs up", "T: squeeze"),
            ),
            transition=15,
        ),
        exercise(
            "Upper trapezius stretch", hold=20, sides=SIDES, cues=("{side} ear toward {side} shoulder",)
        ),
    )
    timeline = placed(timeline, chin_tuck="seated", prone_y_t_w="prone", upper_trapezius_stretch="seated")
    return timeline._replace(name="Upper back test")


def circuit() -> Timeline:
    rounds = block(
        exercise("Row", reps=8, tempo=BEAT, cues=("Slowly",)),
        exercise("Chin tuck", hold=5, reps=3),
        rounds=2,
    )
    return placed(tape(rounds), row="prone", chin_tuck="seated")
