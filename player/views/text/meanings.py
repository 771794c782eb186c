"""What each sound means, in the words in which a person is told."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

MEANINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "tick": "three, two, one before work",
        "go": "work begins",
        "away": "away from rest: lift, push, pull, open",
        "hold": "stay there",
        "return": "the way back: lower, release",
        "station-1": "the first named part of a rep",
        "station-2": "the second",
        "station-3": "the third",
        "station-4": "the fourth",
        "rep": "a new repetition",
        "last-rep": "the last repetition",
        "pulse": "one second of a hold",
        "tick-out": "the last three seconds of work",
        "half": "half of the work is done",
        "round": "a round, or the least of an open one, is done",
        "breath-in": "breathe in",
        "breath-out": "breathe out",
        "rest": "let go",
        "next": "listen: a new step",
        "rest-ending": "ten seconds before work",
        "switch": "change side",
        "last-set": "the coming set is the last",
        "finish": "the end",
        "chime": "something stands on the screen that could not be said",
        "paused": "Space: it stands still",
        "going-on": "Space: it goes on",
        "skip": "right arrow: skipped",
        "back": "left arrow: back",
        "plus": "]: ten seconds more",
        "minus": "[: ten seconds less",
        "accept": "Enter: taken",
        "open": "a list opens or closes",
        "ask": "an answer is awaited",
        "refused": "that key can do nothing here",
        "muted": "m: sound off",
        "unmuted": "m: sound on",
        "notice": "look at the screen when you can",
    }
)
"""By name, in the order in which they are played: those of the session, then those that answer a key."""
