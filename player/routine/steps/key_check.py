"""The keys of one mapping, checked against the grammar of its place."""

from functools import partial
from typing import NamedTuple

from player.routine.codes import Code
from player.routine.fixes import in_quotes, instead, is_in_brackets, start_of_line
from player.routine.grammar.keytypes import Key, KeyPlace
from player.routine.grammar.legal import HEADS, NAMES, keys_of, meant, meant_head, places_of
from player.routine.grammar.spelling import Hints
from player.routine.nodes import Mapping, Node, Scalar
from player.routine.problems import Fix, Problems
from player.routine.values.lengths import BARE
from player.routine.visible import quoted


class Given(NamedTuple):
    """One legal key and its value."""

    key: Key
    word: Scalar
    """The key as written, for its place."""
    node: Node

    @property
    def pair(self) -> tuple[Scalar, Node]:
        """The key and its value as they stand in their mapping."""
        return self.word, self.node


class Keys:
    """The legal keys of one mapping."""

    def __init__(self) -> None:
        self.given: dict[str, Given] = {}
        self.attempted: set[str] = set()
        """Keys that were meant but mistyped; they have been reported, so that their absence is not."""

    def get(self, name: str) -> Given | None:
        """Return the key `name` if it is there."""
        return self.given.get(name)

    def tried(self, *names: str) -> bool:
        """Whether any of `names` is there or was meant by a mistyped key."""
        return any(name in self.given or name in self.attempted for name in names)


class KeyCheck:
    """Sorts the keys of mappings into those that can be read and problems.

    Args:
        problems: Takes what is wrong.
    """

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._hints = Hints()

    def keys(self, mapping: Mapping, place: KeyPlace, known: frozenset[str] = frozenset()) -> Keys:
        """Return the keys of `mapping` that can be read; every other one is reported.

        Args:
            mapping: The node.
            place: The place in the grammar that it is.
            known: Keys already reported, to be passed over.
        """
        legal = keys_of(place)
        found = Keys()
        for word, node in mapping.pairs:
            if word.text in known:
                continue
            key = legal.get(word.text)
            if key is None:
                self._report(word, node, mapping, place, found)
            else:
                found.given[key.name] = Given(key, word, node)
        return found

    def kind(self, step: Mapping) -> tuple[KeyPlace | None, frozenset[str]]:
        """Return the kind of step that a mapping is, and the keys reported on the way.

        The kind is None if no key tells it, which is reported.
        """
        heads = [word for word, _ in step.pairs if word.text in HEADS and word.text != "rest"]
        if len(heads) > 1:
            kinds = " and ".join(NAMES[HEADS[word.text]] for word in heads[:2])
            self._problems.error(
                Code.TWO_KINDS, heads[1].span, f"a step cannot be {kinds} at once", "make two steps of it"
            )
            return None, frozenset()
        if heads:
            return HEADS[heads[0].text], frozenset()
        has_rounds = step.key("rounds") is not None
        if step.key("rest") is not None and not has_rounds:
            return KeyPlace.REST, frozenset()
        return self._guessed_kind(step, ("steps",) if has_rounds else tuple(HEADS))

    def _guessed_kind(
        self, step: Mapping, possible: tuple[str, ...]
    ) -> tuple[KeyPlace | None, frozenset[str]]:
        """Report a step without a head; a mistyped one still tells where the other keys belong."""
        for word, _ in step.pairs:
            head = self._hints.ask(partial(meant_head, word.text))
            if head is not None and head in possible and word.text not in keys_of(HEADS[head]):
                message = f"{quoted(word.text)} does not tell what kind of step this is"
                fixes = (instead(word.span, head),) if self._problems.helping else ()
                self._problems.error(Code.UNKNOWN_STEP, word.span, message, f"did you mean '{head}'?", fixes)
                return HEADS[head], frozenset({word.text})
        if self._is_cut_name(step):
            return None, frozenset()
        start = step.pairs[0][0].span if step.pairs else step.span
        if possible == ("steps",):
            message, hint = "this block has no 'steps'", "add 'steps:' and below it what a round is made of"
        else:
            message = "this step has no 'exercise', 'steps' or 'rest'"
            hint = "such as 'exercise: Chin tuck'"
        self._problems.error(Code.UNKNOWN_STEP, start, message, hint)
        return None, frozenset()

    def _is_cut_name(self, step: Mapping) -> bool:
        """Report `- Stretch: doorway`, in which YAML sees a key."""
        if len(step.pairs) != 1:
            return False
        word, value = step.pairs[0]
        if not (isinstance(value, Scalar) and value.style == word.style == "plain" and value.text):
            return False
        if places_of(word.text) or not word.text[:1].isupper() or value.span.end_line != word.span.line:
            return False
        fixes: tuple[Fix, ...] = ()
        if self._problems.helping:
            text = self._problems.text
            flow = text[step.span.start : step.span.start + 1] == "{" or is_in_brackets(text, value.span)
            fixes = (in_quotes(text, word.span.start, value.span.end, flow=flow),)
        message = f"the ': ' behind {quoted(word.text)} makes YAML see a key here"
        self._problems.error(Code.COLON_IN_TEXT, word.span, message, "put the text in quotes", fixes)
        return True

    def _report(self, word: Scalar, node: Node, mapping: Mapping, place: KeyPlace, found: Keys) -> None:
        head, colon, value = word.text.partition(":")
        if colon and value and head in keys_of(place):
            pair = f"{head}: {value.strip()}"
            message = f"{quoted(word.text)} has no space after its colon"
            is_new = word.style == "plain" and mapping.key(head) is None
            spaced = (instead(word.span, pair),) if is_new else ()
            self._problems.error(Code.MISSING_SPACE, word.span, message, f"write {quoted(pair)}", spaced)
            found.attempted.add(head)
            return
        if "\u00a0" in word.text and word.text.strip() in keys_of(place):
            self._report_no_break_space(word, found)
            return
        hint: str | None = None
        fixes: tuple[Fix, ...] = ()
        if place is KeyPlace.ROUTINE and word.text in keys_of(KeyPlace.BLOCK):
            key, hint = None, f"make a block of the steps: '- {word.text}: …' and below it 'steps:'"
        else:
            key = self._hints.ask(partial(meant, word.text, place))
        if key is not None:
            found.attempted.add(key)
            hint = f"did you mean '{key}'?"
            is_new = mapping.key(key) is None
            measured = _with_unit(word.text, key, node) if is_new else None
            if measured is not None:
                hint = f"write '{measured}'"
                fixes = (instead(word.span._replace(end=node.span.end), measured),)
            elif is_new:
                fixes = (instead(word.span, key),)
        elsewhere = _listed([NAMES[other] for other in places_of(word.text)])
        if elsewhere:
            message = f"{quoted(word.text)} belongs to {elsewhere}, not to {NAMES[place]}"
            self._problems.error(Code.WRONG_PLACE, word.span, message, hint, fixes)
        else:
            message = f"{quoted(word.text)} is not a key of {NAMES[place]}"
            self._problems.error(Code.UNKNOWN_KEY, word.span, message, hint, fixes)

    def _report_no_break_space(self, word: Scalar, found: Keys) -> None:
        """Report a key with no-break spaces around it, which YAML takes for letters."""
        key = word.text.strip()
        found.attempted.add(key)
        text = self._problems.text
        if (
            word.text[:1].isspace()
            and not text[start_of_line(text, word.span.start) : word.span.start].strip()
        ):
            from player.routine.text.slips import no_break_indentation

            self._problems.extend((no_break_indentation(text, word.span.start),))
            return
        message = f"a no-break space stands beside '{key}', and YAML takes it for a letter"
        fixes = (instead(word.span, key, "delete it"),)
        self._problems.error(Code.NO_BREAK_SPACE, word.span, message, "delete it", fixes)


_UNITS = {
    **dict.fromkeys(("kg", "kgs"), "kg"),
    **dict.fromkeys(("lb", "lbs"), "lb"),
    **dict.fromkeys(("meters", "metres"), "m"),
    "minutes": "min",
    "seconds": "s",
}
"""Units that people write as keys."""


def _with_unit(word: str, key: str, node: Node) -> str | None:
    """Return the pair meant by `kg: 4` or `minutes: 5`."""
    unit = _UNITS.get(word.strip().casefold())
    if unit is None or not isinstance(node, Scalar) or BARE.fullmatch(node.text.strip()) is None:
        return None
    return f"{key}: {node.text.strip()} {unit}"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " or ".join(["", *names[-1:]])
