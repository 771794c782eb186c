"""Table of all sounds, one row each, and the names of a routine's own sounds.

To add a sound: a row here and a recipe in `sounds/make_sounds.py`, then run that script.
"""

from enum import Enum, StrEnum
from typing import Final, NewType, Self, TypeAlias

from player.routine.units import Ms

__all__ = ["OWN", "CueSound", "OwnSound", "Sound", "SoundFamily", "SoundTrait", "own_sound", "stands_for"]


class SoundFamily(Enum):
    """The two families of sounds, which a listener can tell apart by their timbre (VOICE §1.8)."""

    BODY = "body"
    """Struck: tells the body what to do."""
    DECK = "deck"
    """Blown: answers a key, or tells something about the program itself."""


class SoundTrait(Enum):
    """What is special about a sound."""

    NONE = "none"
    DOT = "dot"
    """Marks one second; a word may stand on it."""
    SWELL = "swell"
    """Accompanies a breath, and is soft enough to speak over in a gap."""
    OPENING = "opening"
    """Begins a gap, or the announcement in it."""


_BODY: Final = SoundFamily.BODY
_DECK: Final = SoundFamily.DECK


class Sound(StrEnum):
    """The name of a sound, which is that of its file in `sounds/`; in the order in which `doctor` plays them.

    A row is: name, meaning, family, milliseconds from its onset to the earliest word (0: no word follows it),
    and its trait, if it has one.
    """

    meaning: str
    """The meaning in words for the person."""
    family: SoundFamily
    word_after: Ms
    """Time from its onset to the earliest word."""
    trait: SoundTrait

    TICK = "tick", "three, two, one before work", _BODY
    GO = "go", "work begins", _BODY, 350
    AWAY = "away", "away from rest: lift, push, pull, open", _BODY, 230
    HOLD = "hold", "stay there", _BODY, 350
    RETURN = "return", "the way back: lower, release", _BODY, 250
    STATION_1 = "station-1", "the first named part of a rep", _BODY, 150
    STATION_2 = "station-2", "the second", _BODY, 250
    STATION_3 = "station-3", "the third", _BODY, 350
    STATION_4 = "station-4", "the fourth", _BODY, 450
    REP = "rep", "a new repetition", _BODY, 150
    LAST_REP = "last-rep", "the last repetition", _BODY, 250
    PULSE = "pulse", "one second of a hold", _BODY, 0, SoundTrait.DOT
    TICK_OUT = "tick-out", "the last three seconds of work", _BODY, 100, SoundTrait.DOT
    HALF = "half", "half of the work is done", _BODY, 350
    ROUND = "round", "a round, or the least of an open one, is done", _BODY, 300
    BREATH_IN = "breath-in", "breathe in", _BODY, 100, SoundTrait.SWELL
    BREATH_OUT = "breath-out", "breathe out", _BODY, 100, SoundTrait.SWELL
    REST = "rest", "let go", _BODY, 550, SoundTrait.OPENING
    NEXT = "next", "listen: a new step", _BODY, 450, SoundTrait.OPENING
    REST_ENDING = "rest-ending", "ten seconds before work", _BODY, 400
    SWITCH = "switch", "change side", _BODY, 450, SoundTrait.OPENING
    LAST_SET = "last-set", "the coming set is the last", _BODY, 700
    FINISH = "finish", "the end", _BODY, 1600
    CHIME = "chime", "something stands on the screen that could not be said", _BODY
    PAUSED = "paused", "Space: it stands still", _DECK, 400
    GOING_ON = "going-on", "Space: it goes on", _DECK, 250
    SKIP = "skip", "right arrow: skipped", _DECK
    BACK = "back", "left arrow: back", _DECK
    PLUS = "plus", "]: ten seconds more", _DECK
    MINUS = "minus", "[: ten seconds less", _DECK
    ACCEPT = "accept", "Enter: taken", _DECK, 150
    OPEN = "open", "a list opens or closes", _DECK, 200
    ASK = "ask", "an answer is awaited", _DECK, 550
    REFUSED = "refused", "that key can do nothing here", _DECK
    MUTED = "muted", "m: sound off", _DECK, 350
    UNMUTED = "unmuted", "m: sound on", _DECK
    NOTICE = "notice", "look at the screen when you can", _DECK, 750

    def __new__(
        cls,
        name: str,
        meaning: str,
        family: SoundFamily,
        word_after: Ms = 0,
        trait: SoundTrait = SoundTrait.NONE,
    ) -> Self:
        """Make the member of one row."""
        sound = str.__new__(cls, name)
        sound._value_ = name
        sound.meaning, sound.family, sound.word_after, sound.trait = meaning, family, word_after, trait
        return sound


OwnSound = NewType("OwnSound", str)
"""A WAV file in the folder of the routine, heard in place of `go`: `OWN` and the name of the file."""
CueSound: TypeAlias = Sound | OwnSound
"""The sound of a cue."""

OWN: Final = "file:"
"""Prefix of a routine's own sounds: `file:gong.wav`."""


def own_sound(file: str) -> OwnSound:
    """Return the own sound with this file name."""
    return OwnSound(f"{OWN}{file}")


def stands_for(sound: CueSound) -> Sound:
    """Return the sound that `sound` replaces: `go` for a routine's own sound, else the sound itself."""
    return sound if isinstance(sound, Sound) else Sound.GO
