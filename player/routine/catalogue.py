"""The exercise catalogue: facts about exercises, by name (DESIGN §3, The catalogue)."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, Final, NamedTuple

from player.routine.codes import Code
from player.routine.grammar.facts import FACTS
from player.routine.grammar.keytypes import Key, Type
from player.routine.grammar.spelling import Hints, nearest
from player.routine.nodes import Mapping as MappingNode
from player.routine.nodes import Node, Scalar
from player.routine.problems import Problem, Problems
from player.routine.slug import slug
from player.routine.text.compose import FASTEST, Loader, compose
from player.routine.values.breaths import WrittenTempo
from player.routine.values.fields import flag_of
from player.routine.values.nesting import ValueReading
from player.routine.values.tempo import read_tempo
from player.routine.values.texts import line_of, lines_of, name_of, texts_of
from player.routine.visible import quoted

_APOSTROPHES: Final = str.maketrans("", "", "'\u2019\u02bc`\u00b4")


class CatalogueEntry(NamedTuple):
    """The known facts about one exercise. None or empty: nothing is known."""

    name: str
    aliases: tuple[str, ...] = ()
    category: str | None = None
    """strength, stretch, mobility or breathing."""
    muscles: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    position: str | None = None
    """prone, supine, seated, standing, hands-and-knees or side-lying."""
    sides: bool | None = None
    """Whether it is done on one side at a time; it never adds a side to a step."""
    tempo: WrittenTempo | None = None
    dose: str | None = None
    """The usual one, in words."""
    cues: tuple[str, ...] = ()
    """Short enough to be spoken."""
    mistakes: tuple[str, ...] = ()
    easier: tuple[str, ...] = ()
    """Names of exercises (with a capital letter), or ways to change this one."""
    harder: tuple[str, ...] = ()
    stop_if: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    figure: str | None = None

    def under(self, other: "CatalogueEntry") -> "CatalogueEntry":
        """Return this entry with every fact that `other` knows put over it."""
        known = other._asdict().items()
        return self._replace(**{name: value for name, value in known if value is not None and value != ()})


class Catalogue:
    """Entries by their names and aliases.

    Names are compared without case, hyphens, spaces, apostrophes and a plural s.
    """

    def __init__(self, entries: Iterable[CatalogueEntry] = ()) -> None:
        self._entries = {comparable(entry.name): entry for entry in entries}

    @cached_property
    def _aliases(self) -> dict[str, str]:
        """Keys of the entries by their aliases; of two entries with one alias the first has it."""
        keys: dict[str, str] = {}
        for key, entry in self._entries.items():
            for alias in entry.aliases:
                keys.setdefault(comparable(alias), key)
        return keys

    @property
    def entries(self) -> Mapping[str, CatalogueEntry]:
        """The entries by their names, in the order of the file."""
        return {entry.name: entry for entry in self._entries.values()}

    def lookup(self, name: str) -> CatalogueEntry | None:
        """Return the entry of a name or alias, or None if the catalogue does not have it."""
        key = comparable(name)
        if not key:
            return None
        entry = self._entries.get(key)
        return entry if entry is not None else self._entries.get(self._aliases.get(key, ""))

    def overlaid(self, other: "Catalogue") -> "Catalogue":
        """Return the catalogue with `other` put over it.

        A new name adds an entry. A name or alias that is already there changes the facts that `other` gives
        and keeps the rest, so that somebody who writes only a tempo keeps the figure and the cues.
        """
        merged = dict(self._entries)
        for key, entry in other._entries.items():  # noqa: SLF001 (the same class)
            known = self.lookup(entry.name)
            if known is None:
                merged[key] = entry
            else:
                merged[comparable(known.name)] = known.under(entry)._replace(name=known.name)
        return Catalogue(merged.values())


def comparable(name: str) -> str:
    """Return the same key for every spelling of a name; empty for a name without letters and digits."""
    return "".join(_singular(word) for word in slug(name.translate(_APOSTROPHES)).split("-"))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > len("ties"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us")) and len(word) > len("is"):
        return word[:-1]
    return word


def read_catalogue(text: str, loader: Loader = FASTEST) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Return the catalogue that an `exercises.yaml` describes, and its problems in the order of their places.

    A mistake costs the fact it stands in, not the entry, and never a routine. An empty one is no mistake.

    Args:
        text: As `decode` returns it.
        loader: The YAML parser.
    """
    problems = Problems(text)
    root, found = compose(text, loader)
    problems.extend(problem for problem in found if problem.code is not Code.EMPTY_FILE)
    if root is not None and not isinstance(root, MappingNode):
        problems.error(
            Code.WRONG_TYPE,
            root.span,
            "a catalogue is a mapping of names to facts",
            "begin with a name and a colon, and indent its facts below it",
        )
    pairs = root.pairs if isinstance(root, MappingNode) else ()
    hints = Hints()
    entries = (_entry(name, facts, hints, problems) for name, facts in pairs)
    catalogue = Catalogue(entry for entry in entries if entry is not None)
    return catalogue, problems.in_order()


def _entry(name: Scalar, node: Node, hints: Hints, problems: Problems) -> CatalogueEntry | None:
    known = name_of(name, _NAME, problems)
    if known is None:
        return None
    if not isinstance(node, MappingNode):
        problems.error(
            Code.WRONG_TYPE,
            node.span,
            f"{quoted(known)} needs facts, each on a line below it",
            "such as 'tempo: 2-1-3'",
        )
        return None
    facts: dict[str, Any] = {}
    for word, value in node.pairs:
        fact = FACTS.get(word.text)
        if fact is None:
            _report_unknown(word, hints, problems)
        else:
            facts[fact.name] = _FACT_READERS[fact.type](value, fact, problems)
    return CatalogueEntry(known, **{key: value for key, value in facts.items() if value is not None})


def _report_unknown(word: Scalar, hints: Hints, problems: Problems) -> None:
    meant = hints.ask(lambda: nearest(word.text, FACTS))
    hint = f"did you mean '{meant}'?" if meant is not None else None
    problems.error(Code.UNKNOWN_KEY, word.span, f"{quoted(word.text)} is not a fact of an exercise", hint)


def _flag(node: Node, fact: Key, problems: Problems) -> bool | None:
    found = flag_of(node, fact, ValueReading((), problems))
    return None if found is None else found.values[0]


def _tempo(node: Node, fact: Key, problems: Problems) -> WrittenTempo | None:
    found = read_tempo(node, fact, ValueReading((), problems))
    return None if found is None else found.values[0]


_NAME = Key("name", (), Type.TEXT, "The exercise.", "Chin tuck:")
_FACT_READERS: Mapping[Type, Callable[[Node, Key, Problems], Any]] = {
    Type.TEXT: line_of,
    Type.LINES: lines_of,
    Type.TEXTS: texts_of,
    Type.FLAG: _flag,
    Type.TEMPO: _tempo,
}
