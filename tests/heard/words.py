"""The reader's other ear: what the words of a session tell, on top of its tones.

Written from VOICE §3 (words). Imports nothing of the program. Punctuation stands for what a voice
does at the end of a sentence: what is announced ends in a stop, a form cue and the name of a phase do not.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from tests.heard.reader import Gap, Ms, NotUnderstoodError, Stretch, Work, read_tones

_ONES: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS: Final = {
    word: 10 * n
    for n, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2
    )
}
POSITIONS: Final = {
    "face down": "prone",
    "on your back": "supine",
    "sit tall": "seated",
    "come up slowly, then sit tall": "seated",
    "stand": "standing",
    "stand tall": "standing",
    "come up slowly, then stand tall": "standing",
    "hands under shoulders": "hands-and-knees",
    "hands and knees": "hands-and-knees",
    "lie on your": "side-lying",
    "on your left side": "side-lying",
    "on your right side": "side-lying",
    "on your side": "side-lying",
}
_FRAMES: Final = (
    r"^rest\b",
    r"^(about )?[\w -]+ (seconds?|minutes?|hours?)\.$",
    r"^(get|take|go to|anchor|you need:) ",
    r"^(last set|last round|set|round)\b",
    r" left\.$",
    r"^switch\.",
    r"^(finished|stopped|space pauses|enter means|r says|stop at|as many|enter)\b",
)


AT_GO: Final = 600
"""ms from `go` in which words about the work itself begin."""


class Told(NamedTuple):
    """What words say of a dose; None: they do not."""

    sets: int | None = None
    reps: int | None = None
    length: Ms | None = None
    """Of a hold, of `for`, of each hold."""


class Heard(NamedTuple):
    """What was understood of one stretch of work."""

    work: Work
    exercise: str | None
    """As it was said, without a stop; None: nobody named it."""
    side: str | None
    turn: int
    """Number of this exercise, from 1, since it was announced; both sides are one time. 0: without a gap
    before it, nobody knows."""
    told: Told
    position: str | None
    labels: dict[Ms, str]
    """Names of phases by their start."""
    numbers: dict[Ms, int]
    """Repetitions said by number, by the start of the rep."""


class _Words(NamedTuple):
    at: Ms
    text: str


def number(words: str) -> int | None:
    """Return what `twenty-one` or `one hundred and five` means; None: no whole number."""
    total = 0
    for word in words.lower().replace("-", " ").replace(" and ", " ").split():
        if word in _ONES:
            total += _ONES.index(word)
        elif word in _TENS:
            total += _TENS[word]
        elif word == "hundred":
            total *= 100
        elif word.isdigit():
            total += int(word)
        else:
            return None
    return total if words.strip() else None


def length(words: str) -> Ms | None:
    """Return what `one minute thirty seconds` means, ms; None: no length."""
    total = 0
    rest = words.lower().strip()
    if not re.fullmatch(r"[\w -]+", rest):
        return None
    if half := re.fullmatch(r"(.+) and a half (second|minute|hour)s?", rest):
        rest = f"{half[1]} {half[2]}s"
        total += {"second": 500, "minute": 30_000, "hour": 1_800_000}[half[2]]
    for amount, unit in re.findall(r"([\w -]+?) (second|minute|hour)s?\b", rest):
        count = number(amount.removeprefix(" and ").strip())
        if count is None:
            return None
        total += count * {"second": 1000, "minute": 60_000, "hour": 3_600_000}[unit]
    return total if re.search(r"(second|minute|hour)s?$", rest) else None


def dose(text: str) -> Told | None:
    """Return what a sentence says of a dose; None: it is about something else."""
    said = text.lower().rstrip(".")
    said = re.sub(
        r",? (alternating|each side|each way|keep moving|your pace\. enter when done|your pace)$", "", said
    )
    sets = None
    if found := re.fullmatch(r"(.+?) sets?(?: of (.+)|\. (.+))", said):
        sets = number(found[1])
        said = found[2] or found[3]
    if found := re.fullmatch(r"(.+?) holds?, (.+) each", said) or re.fullmatch(r"(.+?) times? (.+)", said):
        return Told(sets, number(found[1]), length(found[2]))
    if found := re.fullmatch(r"(.+) breaths?", said):
        return Told(sets, number(found[1]))
    if found := re.fullmatch(r"(.+) reps?(?:, .* than last time)?", said):
        return Told(sets, number(found[1]))
    if found := re.fullmatch(r"(?:hold )?(.+?)(?:, .* than last time)?", said):
        lasts = length(found[1])
        if lasts is not None:
            return Told(sets, None, lasts)
    if sets is not None and (count := number(said)) is not None:
        return Told(sets, count)
    return None


def side(text: str) -> str | None:
    """Return the side a sentence names; None: none that has a name of its own."""
    if position(text) is not None:  # "On your left side": the other one works
        return None
    found = re.search(r"\b(right|left) (side|arm|leg)( first)?\.$", text, re.IGNORECASE)
    return found[1].lower() if found else None


def position(text: str) -> str | None:
    """Return the position a sentence asks for."""
    said = text.lower().rstrip(".").removeprefix("roll over. ")
    return next((is_called for words, is_called in POSITIONS.items() if said.startswith(words)), None)


def read_words(cues: Iterable[tuple[float, str | None, str | None]]) -> list[Heard]:
    """Return what was done, from tones and words.

    Args:
        cues: Seconds, and a sound or words, as `show --cues` prints them; what was dropped is not there.

    Raises:
        NotUnderstoodError: Something is said that cannot be.
    """
    cues = list(cues)
    sounds = [(at, sound) for at, sound, _ in cues if sound is not None]
    stretches = read_tones(sounds)
    warned = [at for at, sound in sounds if sound == "rest-ending"]
    words = [
        _Words(round(at * 1000), text)
        for at, _, text in cues
        if text is not None and not (text == "Ten seconds." and any(0 < at - tap < 1 for tap in warned))
    ]
    return _Session(stretches, words).read()


class _Session:
    def __init__(self, stretches: Sequence[Stretch], words: Sequence[_Words]) -> None:
        self._stretches = stretches
        self._words = words
        self._exercise: str | None = None
        self._told = Told()
        self._position: str | None = None
        self._sides: list[str | None] = []
        """Those of this exercise in their order, as they were heard the first time."""
        self._turn = 0
        self._at_side = 0
        self._ahead: list[str] = []
        """What was said of the next step before the work in front of it was over."""

    def read(self) -> list[Heard]:
        found: list[Heard] = []
        before: Stretch | None = None
        for stretch in self._stretches:
            said = [one for one in self._words if stretch.start <= one.at < stretch.start + stretch.length]
            if isinstance(stretch, Gap):
                self._gap(stretch, said)
            else:
                texts = [one.text for one in said]
                at_go = bool(said) and said[0].at - stretch.start <= AT_GO and _names(texts[0])
                if isinstance(before, Work):
                    if at_go:
                        self._ahead, texts = texts, []  # work that a key ended: nobody knew when
                    self._without_a_gap()
                elif at_go and self._exercise is None:  # there was no room in the gap
                    turn = self._turn
                    self._announced(texts)
                    self._turn, texts = turn, []
                found.append(self._work(stretch, said))
                named = next((n for n, text in enumerate(texts) if _names(text)), len(texts))
                self._ahead = texts[named:]
            before = stretch
        return found

    def _gap(self, gap: Gap, said: Sequence[_Words]) -> None:
        texts = [one.text for one in said]
        if gap.begins == "start" or gap.news:
            begin = min(gap.news, default=gap.start)
            self._announced([*self._ahead, *(one.text for one in said if one.at >= begin)])
        elif gap.begins == "switch":
            self._at_side += 1
            told = next((found for text in texts if (found := side(text))), None)
            if len(self._sides) <= self._at_side:
                self._sides.append(told)
            elif told is not None:
                self._sides[self._at_side] = told
        else:
            self._turn += bool(self._turn)
            self._at_side = 0
            for text in texts:
                self._set_told(text)

    def _set_told(self, text: str) -> None:
        said = text.lower() if self._turn else ""
        if found := re.match(r"set (.+) of (.+)\.$", said):
            if number(found[1]) != self._turn or self._told.sets not in {None, number(found[2])}:
                raise NotUnderstoodError(f"{text} It is number {self._turn} of {self._told.sets}.")
        elif said.startswith("last set") and self._told.sets not in {None, self._turn}:
            raise NotUnderstoodError(f"{text} It is number {self._turn} of {self._told.sets}.")

    def _announced(self, texts: Sequence[str]) -> None:
        """A step is announced: name, position, side, dose, as far as there is room."""
        self._exercise, self._told, self._sides, self._turn, self._at_side = None, Told(), [None], 1, 0
        named = next((n for n, text in enumerate(texts) if re.match(r"(First|Next|Again): ", text)), None)
        if named is None:
            named = next((n for n, text in enumerate(texts) if _names(text)), None)
        if named is not None:
            self._exercise = re.sub(r"^(First|Next|Again): ", "", texts[named]).rstrip(".")
        for text in texts if named is None else texts[named + 1 :]:
            self._position = position(text) or self._position
            self._sides[0] = self._sides[0] or side(text)
            if self._told == Told():
                self._told = dose(text) or self._told

    def _without_a_gap(self) -> None:
        """Work behind work: what follows was named at the end of the one before, or it is the next set."""
        if self._ahead:
            self._announced(self._ahead)
            self._turn = 0
        else:  # maybe the next set, maybe another step: nobody says
            self._exercise, self._told, self._sides, self._turn, self._at_side = None, Told(), [None], 0, 0

    def _work(self, work: Work, said: Sequence[_Words]) -> Heard:
        labels: dict[Ms, str] = {}
        numbers: dict[Ms, int] = {}
        end = work.phases[-1].start + work.phases[-1].length
        for at, text in said:
            phase = next(phase for phase in reversed(work.phases) if phase.start <= at)
            if text.endswith("."):
                continue
            if text == "Last one":
                if not any(each.last for each in work.phases if each.rep == phase.rep):
                    raise NotUnderstoodError(f"“{text}” at {at} ms is in rep {phase.rep}.")
                continue
            count = number(text)
            first = next(each for each in work.phases if each.rep == phase.rep)
            counts_out = count is not None and count <= 3 and end - at < 3100
            if count is not None and at - phase.start < 1500 and phase.rep > 1 and not counts_out:
                if count != phase.rep:
                    raise NotUnderstoodError(f"“{text}” at {at} ms is rep {phase.rep}.")
                numbers[first.start] = count
            elif count is None and " " not in text and text != "One":
                labels[phase.start] = text
        heard_side = self._sides[self._at_side] if self._at_side < len(self._sides) else None
        return Heard(
            work, self._exercise, heard_side, self._turn, self._told, self._position, labels, numbers
        )


def _names(text: str) -> bool:
    """Whether a sentence inside work is about the step behind it."""
    is_other = _is_frame(text) or dose(text) is not None or side(text) is not None
    return text.endswith(".") and (not is_other or text.startswith(("Next: ", "Again: ")))


def _is_frame(text: str) -> bool:
    """Whether a sentence names no exercise."""
    return any(re.search(frame, text, re.IGNORECASE) for frame in _FRAMES) or position(text) is not None
