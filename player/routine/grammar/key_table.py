"""The one table of every key of the routine language (DESIGN §3).

A key that means different things at different places has a row for each meaning.
"""

from typing import Final

from player.routine.grammar.keytypes import Form, Key, KeyPlace, Type

_ROUTINE = (KeyPlace.ROUTINE,)
_BLOCK = (KeyPlace.BLOCK,)
_EXERCISE = (KeyPlace.EXERCISE,)
_REST = (KeyPlace.REST,)
_INCLUDE = (KeyPlace.INCLUDE,)
_SAY = (KeyPlace.SAY,)
_OUTER = (KeyPlace.ROUTINE, KeyPlace.BLOCK)
_SETTING = (KeyPlace.ROUTINE, KeyPlace.BLOCK, KeyPlace.EXERCISE)
"""A setting: for one exercise, or inherited by all inside."""

_COUNTED = (Form.RANGE, Form.OPEN, Form.LADDER, Form.BY_LEVEL)
_TIMED = (Form.RANGE, Form.OPEN, Form.BREATHS, Form.LADDER, Form.BY_LEVEL)
_GAP = (Form.RANGE, Form.READY, Form.BREATHS, Form.BY_LEVEL)

_LONG = 4_000
_SPOKEN = 300

_ABOUT_THE_ROUTINE: Final = (
    Key("name", _ROUTINE, Type.TEXT, "What the routine is called.", "name: Y-T-W and rows"),
    Key(
        "about",
        _ROUTINE,
        Type.LINES,
        "What it is for, in a sentence or two.",
        "about: Wakes up the upper back.",
        longest=_LONG,
    ),
    Key("note", _ROUTINE, Type.LINES, "Shown before the start.", "note: Stop if it tingles.", longest=_LONG),
    Key("tags", _ROUTINE, Type.TEXTS, "Words to find it by.", "tags: [upper-back, strength]"),
    Key("equipment", _ROUTINE, Type.TEXTS, "What has to be at hand.", "equipment: [two dumbbells, mat]"),
    Key("author", _ROUTINE, Type.TEXT, "Who wrote it.", "author: A. Example"),
    Key(
        "source",
        _ROUTINE,
        Type.LINES,
        "Where it comes from.",
        "source: a sheet of my physiotherapist",
        longest=_LONG,
    ),
    Key("language", _ROUTINE, Type.TEXT, "The language of its texts, for the voice.", "language: en"),
    Key(
        "levels",
        _ROUTINE,
        Type.TEXTS,
        "Names of the levels; the first is the default.",
        "levels: [gentle, standard]",
    ),
    Key(
        "pain_limit",
        _ROUTINE,
        Type.NUMBER,
        "The pain (0 to 10) up to which a target stays as it is.",
        "pain_limit: 5",
    ),
    Key("prepare", _ROUTINE, Type.DURATION, "Time before the first step.", "prepare: 10s", forms=_GAP),
)

_STRUCTURE: Final = (
    Key("steps", _OUTER, Type.STEPS, "What is done, in order.", "steps: [Chin tuck, Wall slide]"),
    Key("name", _BLOCK, Type.TEXT, "What the block is called.", "name: Warm-up"),
    Key("note", _BLOCK, Type.LINES, "Shown while the block is played.", "note: On the floor.", longest=_LONG),
    Key(
        "rounds",
        _BLOCK,
        Type.COUNT,
        "How often the steps are played.",
        "rounds: 3",
        least=1,
        forms=(Form.RANGE, Form.BY_LEVEL),
    ),
    Key(
        "prepare",
        _BLOCK,
        Type.DURATION,
        "Time to get into position before the block.",
        "prepare: 15s",
        forms=_GAP,
    ),
    Key(
        "every",
        _BLOCK,
        Type.DURATION,
        "Each round starts on this beat.",
        "every: 60s",
        least=1,
        forms=(Form.RANGE, Form.BREATHS, Form.BY_LEVEL),
    ),
    Key(
        "within",
        _BLOCK,
        Type.DURATION,
        "As many rounds as fit into this time; with rounds, a time cap.",
        "within: 12m",
        least=1,
        forms=(Form.RANGE, Form.BREATHS, Form.BY_LEVEL),
    ),
    Key(
        "turns",
        _BLOCK,
        Type.FLAG,
        "Each round plays only one of the steps, in turn.",
        "turns: true",
        forms=(Form.BY_LEVEL,),
    ),
    Key(
        "by_side",
        _BLOCK,
        Type.SIDES,
        "The whole block on one side, then on the other.",
        "by_side: each",
        forms=(Form.LABELS, Form.BY_LEVEL),
    ),
    Key(
        "pick",
        _BLOCK,
        Type.COUNT,
        "How many of the steps are drawn at random.",
        "pick: 3",
        least=1,
        forms=(Form.RANGE, Form.BY_LEVEL),
    ),
    Key(
        "choose",
        _BLOCK,
        Type.COUNT,
        "How many of the steps are chosen before the start.",
        "choose: 1",
        least=1,
        forms=(Form.RANGE, Form.BY_LEVEL),
    ),
)

_DOSE: Final = (
    Key(
        "exercise",
        _EXERCISE,
        Type.TEXT,
        "A name of the catalogue, or one of your own.",
        "exercise: Chin tuck",
    ),
    Key(
        "reps",
        _SETTING,
        Type.COUNT,
        "How many repetitions.",
        "reps: 8-12",
        inherited=True,
        least=1,
        forms=_COUNTED,
    ),
    Key(
        "hold",
        _SETTING,
        Type.DURATION,
        "How long to hold; with reps, in every one.",
        "hold: 20-30s",
        inherited=True,
        least=1,
        forms=_TIMED,
    ),
    Key(
        "for",
        _SETTING,
        Type.DURATION,
        "How long to keep moving.",
        "for: 45s",
        inherited=True,
        least=1,
        forms=_TIMED,
    ),
    Key(
        "distance",
        _EXERCISE,
        Type.DISTANCE,
        "How far to go, with a unit.",
        "distance: 200 m",
        forms=_COUNTED,
    ),
    Key(
        "sets",
        _SETTING,
        Type.COUNT,
        "How many sets.",
        "sets: 3",
        inherited=True,
        least=1,
        forms=(Form.RANGE, Form.OPEN, Form.BY_LEVEL),
    ),
    Key(
        "sides",
        _SETTING,
        Type.SIDES,
        "Which sides are worked: each, alternate, left, right, both, or a list of names.",
        "sides: each",
        inherited=True,
        forms=(Form.LABELS, Form.BY_LEVEL),
    ),
    Key(
        "tempo",
        _SETTING,
        Type.TEMPO,
        "The beat of a repetition.",
        "tempo: 2-1-3",
        inherited=True,
        forms=(Form.BY_LEVEL,),
    ),
    Key(
        "load",
        _SETTING,
        Type.TEXT,
        "The weight or band, shown as written.",
        "load: 2 x 4 kg",
        inherited=True,
        longest=80,
        forms=(Form.LADDER, Form.BY_LEVEL),
    ),
    Key(
        "effort",
        _SETTING,
        Type.TEXT,
        "How hard it should feel.",
        "effort: 6",
        inherited=True,
        forms=(Form.BY_LEVEL,),
    ),
    Key(
        "ask",
        _SETTING,
        Type.TEXTS,
        "Values asked for after each set.",
        "ask: [reps, load]",
        inherited=True,
    ),
)

_GAPS: Final = (
    Key(
        "rest",
        (KeyPlace.ROUTINE,),
        Type.DURATION,
        "Time between sets and between rounds.",
        "rest: 40s",
        inherited=True,
        forms=_GAP,
    ),
    Key(
        "rest",
        _BLOCK,
        Type.DURATION,
        "Time between the rounds of the block; without rounds, between the sets inside.",
        "rest: 60s",
        inherited=True,
        forms=_GAP,
    ),
    Key("rest", _EXERCISE, Type.DURATION, "Time between sets.", "rest: 40s", inherited=True, forms=_GAP),
    Key(
        "transition",
        _OUTER,
        Type.DURATION,
        "Time between steps, to get into place.",
        "transition: 10s",
        inherited=True,
        forms=_GAP,
    ),
    Key("switch", _SETTING, Type.DURATION, "Time between sides.", "switch: 5s", inherited=True, forms=_GAP),
    Key(
        "relax",
        _SETTING,
        Type.DURATION,
        "Time between held repetitions.",
        "relax: 3s",
        inherited=True,
        forms=_GAP,
    ),
    Key(
        "breath",
        _SETTING,
        Type.DURATION,
        "The length of one breath.",
        "breath: 6s",
        inherited=True,
        least=1,
        most=60_000,
        forms=(Form.RANGE, Form.BY_LEVEL),
    ),
    Key("prepare", _EXERCISE, Type.DURATION, "Time to get into position.", "prepare: 15s", forms=_GAP),
)

_WORDS: Final = (
    Key(
        "cue",
        _EXERCISE,
        Type.TEXTS,
        "Spoken; a list: one per set, in turn. {side} in it becomes the side that works, {other} the other.",
        "cue: [Thumbs up, Ribs down]",
        longest=_SPOKEN,
    ),
    Key(
        "note",
        _EXERCISE,
        Type.LINES,
        "Shown while the exercise is played.",
        "note: Chin stays level.",
        longest=_LONG,
    ),
    Key(
        "stop_if",
        _EXERCISE,
        Type.TEXTS,
        "Signs at which to stop.",
        "stop_if: tingling in the arm",
    ),
    Key(
        "optional",
        _EXERCISE,
        Type.FLAG,
        "May be left out before the start.",
        "optional: true",
        forms=(Form.BY_LEVEL,),
    ),
    Key(
        "variations",
        _EXERCISE,
        Type.VARIATIONS,
        "Harder ones, in order.",
        "variations: [Push-up, Decline push-up]",
    ),
    Key("sound", _EXERCISE, Type.TEXT, "A sound file beside the routine.", "sound: gong.wav"),
    Key(
        "halfway",
        _EXERCISE,
        Type.FLAG,
        "Whether the middle is announced.",
        "halfway: false",
        forms=(Form.BY_LEVEL,),
    ),
)

_OTHER_STEPS: Final = (
    Key("rest", _REST, Type.DURATION, "A pause in place of the automatic one.", "rest: 60s", forms=_GAP),
    Key("name", _REST, Type.TEXT, "What the rest is called.", "name: Shake out"),
    Key("cue", _REST, Type.TEXT, "Spoken at its beginning.", "cue: Shake out your arms.", longest=_SPOKEN),
    Key("note", _REST, Type.LINES, "Shown while it lasts.", "note: Drink something.", longest=_LONG),
    Key("include", _INCLUDE, Type.TEXT, "The steps of another routine.", "include: warm-up"),
    Key(
        "say",
        _SAY,
        Type.TEXT,
        "An instruction that is spoken and shown.",
        "say: Fetch the band.",
        longest=_SPOKEN,
    ),
    Key(
        "for",
        _SAY,
        Type.DURATION,
        "How long it is shown.",
        "for: 5s",
        least=1,
        forms=(Form.RANGE, Form.BREATHS, Form.BY_LEVEL),
    ),
)

KEYS: Final[tuple[Key, ...]] = (*_ABOUT_THE_ROUTINE, *_STRUCTURE, *_DOSE, *_GAPS, *_WORDS, *_OTHER_STEPS)
"""Every key, in the order of the reference page."""
