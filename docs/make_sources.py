"""Writes `docs/sources.md`: the sources of exercises and rules, and what became of the advice of five blogs.

    python docs/make_sources.py

A test makes the page again, compares, and looks up every place that it names.
"""

from pathlib import Path
from typing import Final, NamedTuple

from player.routine.catalogue import Catalogue, CatalogueEntry, read_catalogue

PAGE: Final = Path(__file__).with_name("sources.md")
CATALOGUE: Final = Path(__file__).parent.parent / "routines" / "exercises.yaml"


class Advice(NamedTuple):
    """An exercise, or another piece of advice, from a blog."""

    blog: int
    """The blog's number, 1 to 5."""
    said: str
    """The advice, in our words."""
    place: str
    """Where it is now: `exercise: …`, `routine: …`, `tip: …`, `safety: …` (a heading); empty: nowhere."""
    remark: str
    """What was changed in it, or why it was not taken over; empty: nothing was changed."""


BLOGS: Final = (
    Advice(
        1, "Take breaks; set up the workplace so that the spine is neutral", "tip: Breaks at the desk", ""
    ),
    Advice(1, "Strengthen the upper back and the shoulders", "routine: stronger-back", ""),
    Advice(1, "Stretch between the shoulder blades", "exercise: Upper back hug stretch", ""),
    Advice(1, "Massage", "tip: Massage", ""),
    Advice(1, "Deep breathing, yoga, meditation", "routine: breathing", "Breathing only."),
    Advice(
        1,
        "Stretching at home and painkillers will probably not help; see a specialist",
        "tip: Keep moving",
        "Overstated: health services begin with movement one does oneself, and two minutes a day with a band "
        "lowered pain in a trial. We say nothing on medicines.",
    ),
    Advice(2, "Relax the shoulders", "exercise: Shoulder shrug and drop", ""),
    Advice(
        2,
        "The upper back is the same as the neck; its nerves run below the chest to the shoulders",
        "",
        "Wrong: the upper back reaches from the base of the neck to the lowest ribs, and its nerves run "
        "round the ribs.",
    ),
    Advice(
        2,
        "Lower a heavy object by one foot until the pain stops",
        "exercise: Scapular squeeze",
        "Unsafe and without sense. The squeeze, and shoulder rolls, are in its place.",
    ),
    Advice(
        2,
        "Twist and lift the knees to the chest with a straight back",
        "exercise: Seated thoracic rotation",
        "Contradicts itself: knees to the chest round the back. Slow rotation and cat-camel instead.",
    ),
    Advice(
        2,
        "Stand with hands and forearms flat on the floor, then sit down",
        "exercise: Wall angel",
        "Impossible. Wall angel, chin tuck and the extension over a chair instead.",
    ),
    Advice(
        2,
        "Lie on the stomach with the knees at the chest and roll the upper back as far back as possible",
        "exercise: Sphinx",
        "Impossible, and forced to the end of the range. Sphinx, cobra and child's pose instead.",
    ),
    Advice(
        2, "Get shown how before you train; see a therapist for lasting pain", "safety: See a doctor soon", ""
    ),
    Advice(
        2,
        "Lifting the shoulders too high strains them",
        "exercise: Shoulder shrug and drop",
        "Overstated: a shrug is an ordinary exercise.",
    ),
    Advice(
        3,
        "Posture: spine neutral, shoulders back and down",
        "tip: Posture",
        "Bracing all day is not needed; changing position is.",
    ),
    Advice(3, "Frequent breaks, screen habits", "tip: Breaks at the desk", ""),
    Advice(3, "Strengthen upper back, shoulders and core; stretch", "routine: four-and-four", ""),
    Advice(3, "Heat", "tip: Heat", ""),
    Advice(3, "See a physical therapist", "tip: When to ask somebody", ""),
    Advice(
        4,
        "Chair rotation: turn to the right, the arms pull deeper and deeper, 10 s",
        "exercise: Seated thoracic rotation",
        "One-sided and forced there: here both sides, to a mild stretch.",
    ),
    Advice(
        4,
        "Chin tuck against a wall, chin down, 5 s, ten times",
        "exercise: Chin tuck",
        "The head slides back level; 'chin down' misleads, and the wall need not be reached.",
    ),
    Advice(4, "Warm up; full range; squeeze; vary", "routine: full-session", ""),
    Advice(
        4,
        "Pull-ups",
        "",
        "Advanced: in no routine of ours. A routine of your own may have them under any name.",
    ),
    Advice(
        4,
        "Not the same muscles on two days in a row, because cells grow back",
        "safety: A few plain habits",
        "The rule is fair for loaded strength (48 hours); its reason is wrong. Light movement may be daily.",
    ),
    Advice(
        4,
        "Rest for a day or two, ice or heat, medicine, massage",
        "tip: Keep moving",
        "Brief easing is fine, longer rest is not. We say nothing on medicines.",
    ),
    Advice(
        4,
        "Severe pain between the blades: call a doctor at once",
        "safety: Call the emergency number now",
        "With chest pain, breathlessness or tearing pain it is the emergency number.",
    ),
    Advice(
        4,
        "Pain below a blade that stays for days may be lung or gall bladder",
        "safety: See a doctor soon",
        "",
    ),
    Advice(
        4,
        "After a fall with upper back pain: a chiropractor",
        "safety: See a doctor soon",
        "Unsafe: a fracture must be ruled out first.",
    ),
    Advice(4, "Swim, walk, cycle; lifting helps lasting pain, not fresh pain", "tip: Walk, swim, cycle", ""),
    Advice(
        4,
        "Posture changes the structure of the back",
        "tip: Sleep, stress and mood",
        "Overstated: the causes are many.",
    ),
    Advice(
        5,
        "Scapular squeezes lying face down, arms overhead, 5-10 s, 10-15 times",
        "exercise: Prone overhead squeeze",
        "Much for a beginner: in no routine. Prone Y is in its place.",
    ),
    Advice(
        5,
        "Bent-over row, 10-12 times, pull to the chest",
        "exercise: Bent-over dumbbell row",
        "Pull to the waist; begin light.",
    ),
    Advice(
        5,
        "Superman, 10-15 s, 12-15 times",
        "exercise: Superman",
        "An unsafe dose for a painful back: in no routine. Prone cobra and bird dog are in its place.",
    ),
    Advice(5, "Prone Y-T-W, 8-10 times", "exercise: Prone Y-T-W", "Thumbs up was missing."),
    Advice(5, "Gentle neck stretch, 20-30 s a side", "exercise: Gentle neck side stretch", ""),
    Advice(
        5,
        "Upper back extension, hands on the low back, 10-15 s, 5-8 times",
        "exercise: Standing back bend",
        "It moves mostly the low back; the routines use the extension over a chair.",
    ),
    Advice(
        5,
        "Shoulder blade squeeze as a stretch of the upper back",
        "exercise: Scapular squeeze",
        "It strengthens there; what stretches is the chest.",
    ),
    Advice(
        5,
        "Upper trapezius stretch, 20-30 s a side",
        "exercise: Upper trapezius stretch",
        "Only the hand's weight.",
    ),
    Advice(5, "Thoracic extension (named only)", "exercise: Thoracic extension over chair", ""),
    Advice(5, "Seated row (named only)", "exercise: Seated band row", ""),
    Advice(5, "Cat-camel (named only)", "exercise: Cat-camel", ""),
    Advice(5, "Thoracic rotation (named only)", "exercise: Seated thoracic rotation", ""),
    Advice(5, "Doorway stretch (named only)", "exercise: Doorway pec stretch", ""),
    Advice(5, "Heat", "tip: Heat", ""),
    Advice(5, "Massage, acupuncture", "tip: Massage", "Nothing on acupuncture: we have no source on it."),
    Advice(5, "Posture, ergonomics, breaks, less stress", "tip: Posture", ""),
    Advice(5, "A few minutes a day at first, then three or four sessions a week", "tip: Patience", ""),
    Advice(
        5,
        "Pain that spreads to neck, arms or chest is common",
        "safety: Call the emergency number now",
        "Incomplete: pain in the chest is a warning sign.",
    ),
    Advice(
        5,
        "Stop on any pain",
        "safety: How much pain is all right",
        "Stricter than today's practice, which allows mild pain that settles.",
    ),
)
"""All advice, in the order of the blogs."""

RULES: Final = (
    (
        "Stretches: 10-30 s, 60 s in all, two days a week or more",
        "American College of Sports Medicine (2021)",
    ),
    (
        "Strength: 8-12 repetitions, for older people 10-15; 48 hours between",
        "American College of Sports Medicine",
    ),
    ("The first weeks: five of each, one or two more every few days", "NHS inform"),
    (
        "Four to six weeks, then two or three days a week; a warm-up first",
        "American Academy of Orthopaedic Surgeons",
    ),
    ("The smallest dose with a trial: a band, 2 min, five days a week", "Andersen and others, Pain 2011"),
    ("Pain from 0 to 10: go on, acceptable, stop", "Thomeé 1997, Silbernagel 2007, NHS Ayrshire & Arran"),
    ("Rests of 30-60 s for light work, 15-20 s to the floor", "general practice"),
    ("Out with the effort, in on the way back, never held", "US National Institute on Aging"),
)
"""Rules for all routines, each with its source."""

_INTRODUCTION: Final = """\
# Where it comes from

*Made by `docs/make_sources.py`.*

Backbeat began with five blog posts about the upper back. Some of what they say is sound, some is wrong, and
some would hurt people. This page says of each exercise and each piece of advice in them where it lives in the
program, or why it does not. Whether our texts are right for you is another question: see [safety](safety.md).
Nobody who treats people has read them yet.
"""


def place_of(place: str) -> str:
    """Return the name of an advice's place as the page shows it."""
    kind, _, name = place.partition(": ")
    match kind:
        case "exercise":
            return name
        case "routine":
            return f"routine `{name}`"
        case "tip":
            return f"`backbeat tips`: {name}"
        case "safety":
            return f"[safety](safety.md): {name}"
    return "not taken over"


def page(catalogue: Catalogue) -> str:
    """Return the whole page."""
    parts = [_INTRODUCTION]
    for blog in range(1, 6):
        parts.append(
            f"\n## Blog {blog}\n\n"
            "| It said | Where it is | What we changed, or why not |\n| --- | --- | --- |\n"
        )
        parts += [f"| {a.said} | {place_of(a.place)} | {a.remark} |\n" for a in BLOGS if a.blog == blog]
    parts.append("\n## What holds for every routine\n\n| Rule | Source |\n| --- | --- |\n")
    parts += [f"| {rule} | {source} |\n" for rule, source in RULES]
    parts.append("\n## Exercises\n\n| Exercise | Sources of technique and dose |\n| --- | --- |\n")
    parts += [_row(entry) for entry in catalogue.entries.values()]
    return "".join(parts)


def _row(entry: CatalogueEntry) -> str:
    return f"| {entry.name} | {'; '.join(entry.source)} |\n"


def main() -> None:
    """Write the page."""
    catalogue, _ = read_catalogue(CATALOGUE.read_text(encoding="utf-8"))
    PAGE.write_text(page(catalogue), encoding="utf-8")


if __name__ == "__main__":
    main()
