"""The facts an entry of the exercise catalogue may hold (DESIGN §3, The catalogue)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from player.routine.grammar.keytypes import Key, Type

_ALL = (
    Key("aliases", (), Type.TEXTS, "Other names of the exercise.", "aliases: [Y raise]"),
    Key("category", (), Type.TEXT, "strength, stretch, mobility or breathing.", "category: strength"),
    Key("muscles", (), Type.TEXTS, "What it works, the main one first.", "muscles: [lower trapezius]"),
    Key("equipment", (), Type.TEXTS, "What has to be at hand.", "equipment: [mat]"),
    Key("position", (), Type.TEXT, "How the body is placed at the start.", "position: prone"),
    Key("sides", (), Type.FLAG, "Whether it is done on one side at a time.", "sides: true"),
    Key("tempo", (), Type.TEMPO, "The usual beat of a repetition.", "tempo: 2-1-3"),
    Key("dose", (), Type.TEXT, "The usual dose, in words.", "dose: 2-3 sets of 8-12"),
    Key("cues", (), Type.TEXTS, "What to think of; spoken, so short.", "cues: [Chin level]"),
    Key("mistakes", (), Type.TEXTS, "What often goes wrong.", "mistakes: [shrugging]"),
    Key("easier", (), Type.TEXTS, "Easier exercises or ways.", "easier: [Prone W]"),
    Key("harder", (), Type.TEXTS, "Harder exercises or ways.", "harder: [Prone Y]"),
    Key("stop_if", (), Type.TEXTS, "Signs at which to stop.", "stop_if: tingling in the arm", longest=1_000),
    Key("source", (), Type.TEXTS, "Where the facts come from.", "source: NHS inform", longest=1_000),
    Key("figure", (), Type.TEXT, "The name of its drawing.", "figure: prone-y"),
)

FACTS: Final[Mapping[str, Key]] = MappingProxyType({key.name: key for key in _ALL})
"""Every fact by its name."""
