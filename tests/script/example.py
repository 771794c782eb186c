"""The worked example of VOICE §5: its tape, the measured lengths of its phrases, what is heard."""

from collections.abc import Mapping

from player.routine.model import Exercise
from player.routine.units import Ms
from player.script.model import Amount, Phrase, Voice, text_of
from player.timeline.compile import compile_routine
from player.timeline.model import Timeline
from tests.timeline.builders import block, exercise, routine

LENGTHS: Mapping[str, float] = {
    # What is said.
    "Three minutes.": 0.74,
    "First: chin tuck.": 1.35,
    "Sit tall.": 0.70,
    "Three holds, five seconds each.": 2.20,
    "Hold": 0.46,
    "Relax": 0.54,
    "One": 0.40,
    "Two": 0.29,
    "Three": 0.35,
    "Slide your head straight back": 1.60,
    "Last one": 0.63,
    "Next: prone Y, T, W.": 2.58,
    "Face down, forehead on the towel.": 1.98,
    "Two sets of three.": 1.04,
    "Three seconds each, lower two.": 1.90,
    "Y": 0.30,
    "T": 0.22,
    "W": 0.42,
    "Lower": 0.38,
    "Y, thumbs up": 1.26,
    "Rest, twenty seconds.": 1.65,
    "Last set, three reps.": 1.58,
    "T: squeeze": 1.11,
    "Next: upper trapezius stretch.": 2.13,
    "Right side.": 0.75,
    "Twenty seconds.": 1.03,
    "Ear toward shoulder": 1.21,
    "Half way": 0.67,
    "Left side.": 0.78,
    "Finished. Three exercises, three minutes, nothing skipped.": 3.85,
    # What finds no room, and other forms.
    "Upper back test.": 1.00,
    "About three minutes.": 1.00,
    "Finished. Three exercises, four minutes, nothing skipped.": 3.85,
    "Chin tuck.": 0.60,
    "Three times five seconds.": 1.60,
    "Prone Y, T, W.": 1.80,
    "Face down.": 0.70,
    "Three reps.": 0.70,
    "Y, T and W, three seconds each. Lower, two.": 4.00,
    "Rest.": 0.40,
    "Last set.": 0.70,
    "Upper trapezius stretch.": 1.39,
    "Come up slowly, then sit tall.": 2.00,
    "Right side first.": 1.10,
    "Hold twenty seconds.": 1.40,
    "Switch. Left side.": 1.58,
    "Finished.": 0.60,
}
"""In seconds."""

# fmt: off
SAID = [
    (0.30, 1.04, "Three minutes."), (1.34, 2.69, "First: chin tuck."), (2.99, 3.69, "Sit tall."),
    (3.99, 6.19, "Three holds, five seconds each."),
    (10.35, 10.81, "Hold"), (15.25, 15.79, "Relax"), (18.45, 18.74, "Two"),
    (19.04, 20.64, "Slide your head straight back"), (23.25, 23.79, "Relax"), (26.55, 27.18, "Last one"),
    (32.05, 34.63, "Next: prone Y, T, W."), (34.93, 36.91, "Face down, forehead on the towel."),
    (37.21, 38.25, "Two sets of three."), (38.55, 40.45, "Three seconds each, lower two."),
    (46.35, 46.65, "Y"), (49.25, 49.47, "T"), (52.35, 52.77, "W"), (55.25, 55.63, "Lower"),
    (57.25, 57.54, "Two"), (58.00, 59.26, "Y, thumbs up"),
    (60.25, 60.47, "T"), (63.35, 63.77, "W"), (66.25, 66.63, "Lower"), (68.35, 68.98, "Last one"),
    (79.55, 81.20, "Rest, twenty seconds."), (94.12, 95.70, "Last set, three reps."),
    (99.35, 99.65, "Y"), (102.25, 102.47, "T"), (105.35, 105.77, "W"), (108.25, 108.63, "Lower"),
    (110.25, 110.54, "Two"), (114.00, 115.11, "T: squeeze"), (121.35, 121.98, "Last one"),
    (133.05, 135.18, "Next: upper trapezius stretch."), (135.48, 136.18, "Sit tall."),
    (136.48, 137.23, "Right side."), (137.53, 138.56, "Twenty seconds."),
    (142.35, 142.81, "Hold"), (145.00, 146.21, "Ear toward shoulder"), (152.35, 153.02, "Half way"),
    (159.10, 159.45, "Three"), (160.10, 160.39, "Two"), (161.10, 161.50, "One"),
    (162.45, 163.23, "Left side."),
    (184.10, 184.45, "Three"), (185.10, 185.39, "Two"), (186.10, 186.50, "One"),
    (188.60, 192.45, "Finished. Three exercises, three minutes, nothing skipped."),
]
# fmt: on
"""From, to and what is said, in seconds."""


def measured(phrase: Phrase) -> Ms:
    """Return the length of a phrase of the example; one that has none here is a mistake."""
    return round(1000 * LENGTHS[text_of(phrase)])


FULL = Voice(Amount.FULL, measured)


def lying_down(**changes: float) -> Timeline:
    """The tape of the example, 187 s; with another `prepare`, `transition` or `switch` where it is given."""
    chin = _placed(
        exercise("Chin tuck", hold=5, reps=3, relax=3, cues=("Slide your head straight back",)), "seated"
    )
    ytw = _placed(
        exercise(
            "Prone Y-T-W",
            sets=2,
            reps=3,
            tempo=[("Y", 3), ("T", 3), ("W", 3), ("lower", 2)],
            rest=20,
            cues=("Y, thumbs up", "T: squeeze"),
        ),
        "prone",
    )
    stretch = _placed(
        exercise(
            "Upper trapezius stretch",
            hold=20,
            sides=("right", "left"),
            switch=changes.get("switch", 5),
            cues=("Ear toward shoulder",),
        ),
        "seated",
    )
    built = routine(
        block(chin, ytw, transition=changes.get("transition", 15)),
        stretch,
        prepare=changes.get("prepare", 10),
        name="Upper back test",
    )
    return compile_routine(built, "upper-back-test")


def _placed(step: Exercise, position: str) -> Exercise:
    return step._replace(position=position)
