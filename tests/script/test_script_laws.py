"""What holds for the words of every routine."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice, pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from player.routine.model import Routine
from player.script.model import Amount, Phrase, Said, Voice, estimated
from player.script.planner import plan_script, script_of
from player.script.planning.board import voice_after
from player.timeline.compile import compile_routine
from player.timeline.cues import Cue, Passage, interval_cues
from player.timeline.model import Kind, Timeline
from tests.support.effort import costs_less, effort
from tests.timeline.builders import block, exercise, tape
from tests.timeline.random_routines import routines, windowed_routines
from tests.timeline.test_sound_laws import long_set, rests, rounds

pytestmark = pytest.mark.core

ANY = routines() | windowed_routines()
VOICES = st.builds(
    Voice,
    amount=st.sampled_from([Amount.FULL, Amount.FULL, Amount.BRIEF]),
    length_of=st.sampled_from([estimated, lambda phrase: 300 + 23 * len(" ".join(phrase))]),
    speed=st.sampled_from([1.0, 1.0, 1.5]),
    pulses=st.booleans(),
    familiar=st.sampled_from([frozenset(), frozenset({"Row", "Prone Y-T-W"})]),
    hints=st.booleans(),
)


class Heard:
    """The script of one interval."""

    def __init__(self, timeline: Timeline, index: int, voice: Voice) -> None:
        script = list(script_of(timeline, index, Passage(after=index + 1), voice))
        self.index = index
        self.interval = timeline.intervals[index] if index < len(timeline.intervals) else None
        self.cues = [each for each in script if isinstance(each, Cue)]
        self.said = [each for each in script if isinstance(each, Said) and not each.dropped]
        self.dropped = [each for each in script if isinstance(each, Said) and each.dropped]
        self.script = script


def heard(routine: Routine, voice: Voice) -> Iterator[Heard]:
    timeline = compile_routine(routine, "random")
    for index in range(len(timeline.intervals) + 1):
        yield Heard(timeline, index, voice)


@given(ANY, VOICES)
def test_two_phrases_are_never_nearer_than_a_quarter_of_a_second(routine: Routine, voice: Voice) -> None:
    for here in heard(routine, voice):
        for one, other in pairwise(here.said):
            apart = 150 if "count-out" in {one.moment, other.moment} else 250
            assert other.at - one.end >= apart


@given(ANY, VOICES)
def test_no_phrase_touches_what_a_sound_keeps_free(routine: Routine, voice: Voice) -> None:
    for here in heard(routine, voice):
        for said in here.said:
            for cue in here.cues:
                own = said.moment == "count-out" and cue.sound == "tick-out"
                swells = cue.sound.startswith("breath-") and not (here.interval and here.interval.is_work)
                if cue.sound == "pulse" or own or swells:
                    continue
                before = 300 if cue.sound == "tick" else 200
                assert said.end <= cue.at - before or said.at >= cue.at + voice_after(cue.sound)


@given(ANY, VOICES)
def test_no_phrase_is_said_between_the_first_tick_and_what_it_leads_to(
    routine: Routine, voice: Voice
) -> None:
    for here in heard(routine, voice):
        if here.interval is not None and not here.interval.is_work:
            first = min((cue.at for cue in here.cues if cue.sound == "tick"), default=None)
            assert first is None or all(said.end <= first - 300 for said in here.said)


@given(ANY, VOICES)
def test_every_phrase_is_over_before_its_interval_is_and_has_room_for_itself(
    routine: Routine, voice: Voice
) -> None:
    for here in heard(routine, voice):
        for said in here.said:
            assert said.at >= 0
            assert said.room >= said.length
            if here.interval is not None and here.interval.duration is not None:
                assert said.end <= here.interval.duration - 200
                assert said.at + said.room <= here.interval.duration


@given(ANY, VOICES)
def test_work_holds_at_most_four_seconds_of_speech_in_any_ten(routine: Routine, voice: Voice) -> None:
    for here in heard(routine, voice):
        if here.interval is None or not here.interval.is_work:
            continue
        for last in here.said:
            since = last.end - 10_000
            spoken = sum(max(0, each.end - max(each.at, since)) for each in here.said if each.at <= last.at)
            assert spoken <= 4000


@given(ANY, VOICES)
def test_words_change_no_sound_but_the_place_of_the_bell_of_the_last_set(
    routine: Routine, voice: Voice
) -> None:
    timeline = compile_routine(routine, "random")
    for index in range(len(timeline.intervals) + 1):
        tones = interval_cues(timeline, index, Passage(after=index + 1))
        cues = Heard(timeline, index, voice).cues
        wanted = [cue for cue in tones if voice.pulses or cue.sound != "pulse"]
        assert [cue for cue in cues if cue.sound != "last-set"] == [
            cue for cue in wanted if cue.sound != "last-set"
        ]
        assert Counter(cue.sound for cue in cues) == Counter(cue.sound for cue in wanted)


@given(ANY, VOICES)
def test_a_set_has_at_most_one_form_cue(routine: Routine, voice: Voice) -> None:
    waiting = 0
    for here in heard(routine, voice):
        is_of_the_rest = here.interval is not None and here.interval.cues and not here.interval.is_work
        waiting += 0 if is_of_the_rest else sum(said.moment == "cue" for said in here.said)
        assert waiting <= 1
        if here.interval is not None and here.interval.is_work:
            waiting = 0


@given(ANY, VOICES)
def test_the_same_tape_has_the_same_script(routine: Routine, voice: Voice) -> None:
    assert plan_script(compile_routine(routine, "random"), voice) == plan_script(
        compile_routine(routine, "random"), voice
    )


@given(ANY, VOICES)
def test_the_script_is_in_order_a_sound_before_a_phrase_of_the_same_moment(
    routine: Routine, voice: Voice
) -> None:
    for here in heard(routine, voice):
        order = [(each.at, isinstance(each, Said)) for each in here.script]
        assert order == sorted(order)
        assert all(each.interval == here.index for each in here.script)


@given(ANY, VOICES)
def test_what_is_dropped_has_a_reason_and_is_not_said_in_the_same_breath(
    routine: Routine, voice: Voice
) -> None:
    for here in heard(routine, voice):
        assert all(each.phrase and each.dropped and not each.room for each in here.dropped)
        assert all(each.phrase and each.length > 0 for each in here.said)


def changed(length_of: Callable[[Phrase], int], phrase: Phrase, factor: float) -> Callable[[Phrase], int]:
    return lambda other: round(length_of(other) * (factor if other == phrase else 1))


@given(ANY, VOICES, st.data())
def test_a_longer_phrase_never_moves_a_sound(routine: Routine, voice: Voice, data: st.DataObject) -> None:
    timeline = compile_routine(routine, "random")
    script = plan_script(timeline, voice)
    phrases = sorted({each.phrase for each in script if isinstance(each, Said)})
    if phrases:
        longer = voice._replace(length_of=changed(voice.length_of, data.draw(st.sampled_from(phrases)), 1.1))
        assert sounds(plan_script(timeline, longer)) == sounds(script)


def sounds(script: tuple[Cue | Said, ...]) -> list[Cue]:
    return [each for each in script if isinstance(each, Cue) and each.sound != "last-set"]


@given(ANY, VOICES, st.data())
def test_a_shorter_phrase_never_costs_one_of_higher_priority(
    routine: Routine, voice: Voice, data: st.DataObject
) -> None:
    timeline = compile_routine(routine, "random")
    script = plan_script(timeline, voice)
    phrases = sorted({(each.phrase, each.priority) for each in script if isinstance(each, Said)})
    if not phrases:
        return
    phrase, priority = data.draw(st.sampled_from(phrases))
    shorter = plan_script(timeline, voice._replace(length_of=changed(voice.length_of, phrase, 0.7)))
    most = max(each.priority for each in script if isinstance(each, Said) and each.phrase == phrase)
    assert important(script, min(most, priority)) <= important(shorter, min(most, priority))


def important(script: tuple[Cue | Said, ...], below: int) -> Counter[tuple[int, str]]:
    """What matters more than `below` and is said: kinds of phrases in each interval."""
    return Counter(
        (each.interval, each.moment)
        for each in script
        if isinstance(each, Said) and not each.dropped and each.priority < below
    )


@given(ANY)
def test_the_written_and_the_played_script_of_timed_work_are_one(routine: Routine) -> None:
    timeline = compile_routine(routine, "random")
    voice = Voice(Amount.FULL)
    for index, interval in enumerate(timeline.intervals):
        if interval.duration is not None:
            passage = Passage(after=index + 1)
            live = list(script_of(timeline, index, passage, voice, live=True))
            assert live == list(script_of(timeline, index, passage, voice))


@given(ANY, VOICES, st.data())
def test_however_an_interval_is_passed_through_its_script_is_in_order_and_inside_it(
    routine: Routine, voice: Voice, data: st.DataObject
) -> None:
    timeline = compile_routine(routine, "random")
    count = len(timeline.intervals)
    assume(count)
    index = data.draw(st.integers(0, count - 1))
    interval = timeline.intervals[index]
    lengths = st.none() | st.integers(1, 200_000)
    passage = Passage(
        duration=data.draw(lengths) if interval.duration is not None and not interval.has_beat else None,
        before=data.draw(st.none() | st.integers(0, count - 1)),
        after=data.draw(st.none() | st.integers(0, count)),
        pass_=data.draw(st.integers(1, 3)),
        cut=data.draw(lengths),
    )
    script = list(islice(script_of(timeline, index, passage, voice, live=True), 400))
    assert [each.at for each in script] == sorted(each.at for each in script)
    phrases = [each for each in script if isinstance(each, Said) and not each.dropped]
    assert all(other.at - one.end >= 150 for one, other in pairwise(phrases))
    own = interval.duration if passage.duration is None else passage.duration
    ends = [end for end in (own, passage.cut) if end is not None]
    assert all(each.end <= min(ends) - 200 for each in phrases if ends)


def circuit(count: int) -> Timeline:
    """`count` times ten pieces of work without gaps between them."""
    steps = [exercise(f"Step {number}", hold=20, sides=("right", "left"), switch=0) for number in range(5)]
    return tape(block(*steps, rounds=count, rest=0, transition=0))


def planning(timeline: Timeline) -> Callable[[], object]:
    return lambda: plan_script(timeline, Voice(Amount.FULL))


@pytest.mark.alone
@pytest.mark.parametrize(
    ("tape_of", "size"),
    [
        pytest.param(rounds, 6, id="gaps"),
        pytest.param(rests, 300, id="rests in a row"),
        pytest.param(long_set, 30, id="one long set"),
        pytest.param(circuit, 10, id="no gaps"),
    ],
)
def test_planning_takes_time_in_proportion_to_the_tape(tape_of: Callable[[int], Timeline], size: int) -> None:
    # Eight times the tape: linear is 8; quadratic is 64.
    assert costs_less(planning(tape_of(8 * size)), 30 * effort(planning(tape_of(size))))


@given(ANY)
def test_every_instruction_is_said_or_told_as_dropped(routine: Routine) -> None:
    for here in heard(routine, Voice(Amount.FULL)):
        if here.interval is not None and here.interval.kind is Kind.SAY:
            assert "say" in {each.moment for each in (*here.said, *here.dropped)}
