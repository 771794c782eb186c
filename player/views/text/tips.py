"""Tips on what may help a sore upper back besides exercise. Information, not advice for one person."""

from typing import Final, NamedTuple


class Tip(NamedTuple):
    """One short note."""

    title: str
    text: str
    """Whole sentences."""
    source: str
    """Who says so, in words that a person can look up."""


TIPS: Final = (
    Tip(
        "How much pain is all right",
        "On a scale from 0 to 10: up to 2 go on; 3 to 5 is all right if it settles soon; above 5 "
        "stop, or make it easier. Pain that is worse the next morning means: do less next time.",
        "Thomeé 1997, Silbernagel 2007, NHS Ayrshire & Arran; tested on knees and heels",
    ),
    Tip(
        "Stop at once",
        "Sharp or spreading pain, tingling, numbness, weakness, dizziness, faintness, seeing double, "
        "chest pain, breathlessness: stop the exercise. If it does not pass soon, get help.",
        "NHS Ayrshire & Arran; each exercise has signs of its own: r shows them",
    ),
    Tip(
        "Keep moving",
        "Easing off for a day or two is fine. Longer rest does not help an ordinary sore back: do what "
        "you can, a little at a time.",
        "CHCP MSK service; Tyneside Integrated Musculoskeletal Service (NHS)",
    ),
    Tip(
        "Breaks at the desk",
        "A short break often is held better than a long one rarely: 1 or 2 minutes every half hour, or 5"
        " to 10 after an hour at the screen. Trials have not found one best schedule.",
        "HSE guidance for screen work; University of Iowa; Cochrane review CD012886 (2019)",
    ),
    Tip(
        "Posture",
        "No posture is right all day. Sit so that you look straight ahead with your back supported, then"
        " change it often. Shoulders pulled back and down for hours are not needed.",
        "Tyneside Integrated Musculoskeletal Service (NHS); aptei.ca",
    ),
    Tip(
        "Walk, swim, cycle",
        "Any movement you like counts, and what you like you will go on doing. Begin with "
        "what is easy today.",
        "Tyneside Integrated Musculoskeletal Service (NHS); NHS Ayrshire & Arran",
    ),
    Tip(
        "Heat",
        "A warm shower or a warm pack can ease a tight back for a while. Test it on your hand first, and"
        " never fall asleep on it.",
        "widely taught; no trial behind it here",
    ),
    Tip(
        "Massage",
        "Massage can feel good and ease things for a while. It goes well with movement and does "
        "not replace it.",
        "widely taught; no trial behind it here",
    ),
    Tip(
        "Sleep, stress and mood",
        "They change how much a back hurts, as much as load does. Slow breathing in the evening is a start.",
        "CHCP MSK service, Upper back (thoracic) pain",
    ),
    Tip(
        "Patience",
        "A few minutes on most days, then two or three sessions a week. A clear effect may take up to "
        "twelve weeks.",
        "NHS Ayrshire & Arran; American Academy of Orthopaedic Surgeons",
    ),
    Tip(
        "When to ask somebody",
        "Pain after a fall, pain at night, fever, weight loss, numbness, weak legs, or no better after "
        "two to four weeks: see a doctor. Chest pain or breathlessness: call the emergency number now.",
        "NHS Devon referral guidance; Physiopedia. The whole list is in docs/safety.md",
    ),
)
"""In the order in which they are shown."""

CAUTION: Final = "General information. It is not a diagnosis, and whoever treats you knows better."
