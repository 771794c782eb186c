"""Setup questions before a session: the level, the steps of `choose` blocks, optional steps.

Every question has an answer marked from the start, so that one key plays. What the options state already is
not asked.
"""

from dataclasses import replace
from typing import Literal, NamedTuple

from player.coach.opening import PlayOptions, drawn
from player.library.folders import Folders
from player.library.shelf import Volume
from player.routine.slug import slug as slug_of
from player.timeline.choices import Choices, level_number
from player.timeline.compile import compile_routine
from player.timeline.model import Timeline
from player.timeline.offers import Offer, at_level, names, offers


class SetupKey(NamedTuple):
    """Names an answer."""

    kind: Literal["level", "choose", "optional"]
    question: str
    """The path of a `choose` block, else empty."""
    answer: str
    """A level; the path of a step to choose; the name of an optional step."""


class SetupOption(NamedTuple):
    """One row below a question."""

    key: SetupKey
    text: str
    marked: bool
    tape: Timeline | None = None
    """Of a level: its tape."""


class SetupQuestion(NamedTuple):
    """A question, and its possible answers."""

    title: str
    answers: tuple[SetupOption, ...]


class SetupQuestions:
    """The questions about one routine and the answers marked so far.

    Args:
        volume: A routine without errors.
        options: How the session is played. What its choices state is not asked; a routine that draws has
            its seed.
        last_level: The level last played, marked at first. None, or a level that is gone: the first level.

    Raises:
        NoSuchChoice: The choices name something that exists at none of the levels it may be played at.
    """

    def __init__(self, volume: Volume, options: PlayOptions, last_level: str | None = None) -> None:
        if volume.routine is None:
            raise ValueError(f"{volume.path} has errors")
        self.volume = volume
        self._routine = routine = volume.routine
        self._options = options
        self._given = given = options.choices
        self._asks_level = given.level is None and len(routine.levels) > 1
        self._level = routine.levels[level_number(routine, given.level)] if routine.levels else None
        if self._asks_level and last_level is not None:
            fitting = [level for level in routine.levels if slug_of(level) == slug_of(last_level)]
            self._level = fitting[0] if fitting else self._level
        self._marked: dict[str, tuple[str, ...]] = {}
        """The chosen paths of each answered `choose` block, by its path; the latest last."""
        self._left_out: frozenset[str] = frozenset()
        """Names of optional steps that the answers leave out."""
        self._tapes: dict[tuple[object, ...], Timeline] = {}
        self._check()

    @property
    def choices(self) -> Choices:
        """The choices given at first, completed by the marked answers."""
        return self._at(self._level)

    @property
    def options(self) -> PlayOptions:
        """The options of the session, with the marked answers."""
        return replace(self._options, choices=self.choices)

    @property
    def tape(self) -> Timeline:
        """The tape of the marked answers."""
        return self._tape(self.choices)

    def questions(self) -> tuple[SetupQuestion, ...]:
        """Return the questions that the marked answers leave; empty: there is nothing to ask.

        Steps inside something that was not chosen or drawn are not asked about.
        """
        questions: list[SetupQuestion] = []
        if self._asks_level:
            levels = (
                SetupOption(
                    SetupKey("level", "", level), level, level == self._level, self._tape(self._at(level))
                )
                for level in self._routine.levels
            )
            questions.append(SetupQuestion("Level", tuple(levels)))
        played = dict(self.tape.choices)
        optional: dict[str, SetupOption] = {}
        for offer in self._open_offers(self._level):
            if offer.path not in played:
                continue
            if offer.kind == "choose":
                questions.append(self._choose(offer))
            else:
                key = SetupKey("optional", "", offer.title)
                answer = SetupOption(key, offer.title, offer.title not in self._left_out)
                optional.setdefault(offer.title, answer)  # steps of one name are left out together
        if optional:
            questions.append(SetupQuestion("Optional", tuple(optional.values())))
        return tuple(questions)

    def mark(self, key: SetupKey) -> str:
        """Mark an answer, or unmark an optional step; return a sentence if that is impossible."""
        if key.kind == "level":
            self._level = key.answer
        elif key.kind == "optional":
            self._left_out ^= {key.answer}
        else:
            [offer] = [offer for offer in self._open_offers(self._level) if offer.path == key.question]
            before = self._marks(offer)
            if key.answer in before:
                # With fewer marks than `picks`, unmarked steps would be played.
                return "" if offer.picks == 1 else f"{offer.picks} of these are played: mark another instead."
            self._marked[key.question] = (*before[len(before) - offer.picks + 1 :], key.answer)
        return ""

    def _choose(self, offer: Offer) -> SetupQuestion:
        marks = self._marks(offer)
        count = "one" if offer.picks == 1 else str(offer.picks)
        return SetupQuestion(
            f"{offer.title}: {count} of these",
            tuple(
                SetupOption(SetupKey("choose", offer.path, path), name, path in marks)
                for name, path in zip(offer.names, offer.steps, strict=True)
            ),
        )

    def _marks(self, offer: Offer) -> tuple[str, ...]:
        """The marked paths of a `choose` block that exist at this level, completed by the first others."""
        there = [path for path in self._marked.get(offer.path, ()) if path in offer.steps]
        others = [path for path in offer.steps if path not in there]
        missing = max(0, offer.picks - len(there))
        return (*others[:missing], *there[-offer.picks :])

    def _at(self, level: str | None) -> Choices:
        """The choices that apply at `level`, where not every step exists."""
        given = at_level(self._routine, self._given, level)
        chosen, without = list(given.chosen), list(given.without)
        for offer in self._open_offers(level):
            if offer.kind == "choose":
                chosen += self._marks(offer) if offer.path in self._marked else ()
            elif offer.title in self._left_out and offer.title not in without:
                without.append(offer.title)
        return given._replace(chosen=tuple(chosen), without=tuple(without))

    def _open_offers(self, level: str | None) -> list[Offer]:
        """What can be decided at `level` and was not given at first."""
        said = {"choose": self._given.chosen, "optional": self._given.without}
        return [
            offer
            for offer in offers(self._routine, level)
            if not any(names(offer, name) for name in said[offer.kind])
        ]

    def _tape(self, choices: Choices) -> Timeline:
        decided = (choices.level, choices.chosen, choices.without)  # the seed and targets stay the same
        if decided not in self._tapes:
            self._tapes[decided] = compile_routine(self._routine, self.volume.slug, choices)
        return self._tapes[decided]

    def _check(self) -> None:
        """Refuse names that exist at no level."""
        levels = self._routine.levels if self._asks_level else (self._level,)
        counting = [at_level(self._routine, self._given, level) for level in levels]
        for name in (*self._given.chosen, *self._given.without):
            if not any(name in (*choices.chosen, *choices.without) for choices in counting):
                compile_routine(self._routine, self.volume.slug, self._given)  # says what there is


def setup_for(volume: Volume, options: PlayOptions, folders: Folders) -> SetupQuestions:
    """Return the questions about a routine without errors; draws get their seed here.

    Raises:
        NoSuchChoice: The choices of `options` name a level or step that is not there.
    """
    last = None
    if volume.routine is not None and volume.routine.levels and options.choices.level is None:
        from player.history.sessions import last_level

        last = last_level(folders.history, volume.slug)
    return SetupQuestions(volume, replace(options, choices=drawn(volume, options.choices)), last)
