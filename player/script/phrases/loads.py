"""The phrase for the load of a set."""

import re
from typing import Final

from player.script.language.language import Language
from player.script.model import Phrase
from player.timeline.model import Interval

_LOAD: Final = re.compile(
    r"(?:(?P<pieces>\d+)\s*[x×*]\s*)?(?P<amount>\d{1,4}(?:\.\d{1,2})?)\s*(?P<unit>[^\W\d_]+|%)(?P<each>\s+each)?"
)


def load(work: Interval, spoken: Language, before: Interval | None = None) -> Phrase:
    """Return the load: `Four kilos each.`, `Red band.`, `Same load.` if `before` had the same.

    Empty without a load, and where the load is named among the equipment, which is said anyway.
    """
    if not work.load or work.load.casefold() in (thing.casefold() for thing in work.equipment):
        return ()
    if before is not None and before.load == work.load:
        return spoken.say("same-load")
    match = _LOAD.fullmatch(work.load.strip())
    units = spoken.wording.units_written
    if match is None or (match["unit"] != "%" and match["unit"].casefold() not in units):
        written = spoken.text(work.load)
        return spoken.say("load", load=written) if written else ()
    if match["unit"] == "%":
        return spoken.say("load-percent", load=spoken.number(match["amount"]))
    said = spoken.count(match["amount"], units[match["unit"].casefold()])
    several = match["pieces"] is not None and int(match["pieces"]) > 1
    return spoken.say("load-each" if several or match["each"] else "load", load=said)
