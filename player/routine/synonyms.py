"""Words that people write for a key of the language. They are recognised in order to help, not accepted."""

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
