"""Words that people write instead of a key of the language: recognised to give a hint, never accepted."""

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_WORDS: Final = {
    "name": "title",
    "about": "description summary",
    "note": "notes comment comments description",
    "tags": "tag category categories",
    "equipment": "gear needs",
    "author": "by",
    "source": "url link",
    "language": "lang",
    "levels": "level",
    "prepare": "countdown get_ready warmup setup",
    "steps": "exercises step sequence circuit workout items",
    "rounds": "round repeat repeats times loops cycles",
    "every": "emom",
    "within": "amrap time_cap",
    "pick": "random",
    "exercise": "name title move ex",
    "reps": "rep repetitions repeat repeats times count amount",
    "hold": "holds hold_for seconds",
    "for": "duration time length work minutes lasting",
    "distance": "meters metres",
    "sets": "set series rounds",
    "sides": "side per_side each_side bilateral",
    "tempo": "pace speed beat cadence",
    "load": "weight kg lb lbs band resistance",
    "effort": "rpe intensity",
    "rest": "pause break recovery rest_between_sets rest_between_rounds",
    "transition": "transitions changeover",
    "switch": "change switch_sides side_change",
    "relax": "release off",
    "cue": "cues tip tips instruction instructions",
    "variations": "variation progressions",
    "halfway": "half_way",
    "include": "import routine",
    "say": "speak tell announce",
}


def _turned() -> dict[str, tuple[str, ...]]:
    keys: dict[str, tuple[str, ...]] = {}
    for key, words in _WORDS.items():
        for word in words.split():
            keys[word] = (*keys.get(word, ()), key)
    return keys


SYNONYMS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(_turned())
"""The keys each word may stand for; the first that is legal at its place is meant."""

_CYRILLIC: Final = (
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0442\u043a\u043c\u043d\u0432"
)
_GREEK: Final = "\u03bf\u03b1\u03c1\u03b5\u03bd\u03b9\u03ba\u03c4\u03c5\u03c7"
_LATIN: Final = str.maketrans(_CYRILLIC + _GREEK, "aeopcyxijstkmhboapeviktux")


def latin(word: str) -> str:
    """Return a word with letters that only look Latin, and wide ones, made Latin."""
    return word if word.isascii() else unicodedata.normalize("NFKC", word).lower().translate(_LATIN)
