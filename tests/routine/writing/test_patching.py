"""One value changed, every other byte kept (TRUST §2.3)."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from player.routine.nodes import Mapping, Scalar
from player.routine.quoting import scalar_of
from player.routine.text.compose import FASTEST, PURE, compose
from player.routine.writing.patch import PatchRefusal, PatchResult, delete_key, fields_of, patch, patch_bytes
from tests.routine.test_reader_fuzz import mutated
from tests.routine.texts import EXAMPLE
from tests.support.effort import costs_less, effort
from tests.support.examples import examples

pytestmark = pytest.mark.core

HEAD = "name: A\nsteps:\n"


def patched(text: str, line: int, key: str, value: str, **which: int | str) -> str:
    found = patch(text, line, key, value, **which)  # type: ignore[arg-type]
    assert isinstance(found, PatchResult), found
    assert found.text[: found.start] == text[: found.start]
    behind = len(found.text) - found.end
    assert not behind or found.text[-behind:] == text[-behind:]
    return found.text


def row(keys: str, line: int, key: str, value: str) -> str:
    """Patch a step whose first key stands on line 3; only the step is returned."""
    return patched(HEAD + keys, line, key, value).removeprefix(HEAD)


def refused(text: str, line: int, key: str, value: str) -> str:
    found = patch(text, line, key, value)
    assert isinstance(found, PatchRefusal), found
    return found.reason


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- exercise: Row\n  reps: 8 # few\n", "- exercise: Row\n  reps: 8-10 # few\n"),
        ("- exercise: Row\n  reps:   '8'   \n", "- exercise: Row\n  reps:   8-10   \n"),
        ("- exercise: Row\n  reps:\n", "- exercise: Row\n  reps: 8-10\n"),
        ("- exercise: Row\n  reps: # how many?\n", "- exercise: Row\n  reps: 8-10 # how many?\n"),
        ("- exercise: Row\n  reps: 8", "- exercise: Row\n  reps: 8-10"),
        ("- {exercise: Row, reps: 8}\n", "- {exercise: Row, reps: 8-10}\n"),
        ('- {"reps":8, "exercise":Row}\n', '- {"reps":8-10, "exercise":Row}\n'),
        ("- reps: {gentle: 5}\n  exercise: Row\n", "- reps: 8-10\n  exercise: Row\n"),
    ],
)
def test_a_value_is_replaced_between_its_marks(before: str, after: str) -> None:
    assert row(before, 3, "reps", "8-10") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  - exercise: Row # a\n    rest: 5s\n", "  - exercise: Row # a\n    reps: 9\n    rest: 5s\n"),
        (
            "  - exercise: Row\n    rest: 5s\n\n# end\n",
            "  - exercise: Row\n    reps: 9\n    rest: 5s\n\n# end\n",
        ),
        ("- Row\n- Plank\n", "- exercise: Row\n  reps: 9\n- Plank\n"),
        ("-   'Row' # a\n", "-   exercise: 'Row' # a\n    reps: 9\n"),
        ("- Row", "- exercise: Row\n  reps: 9"),
        ("- {exercise: Row, rest: 5s}\n", "- {exercise: Row, reps: 9, rest: 5s}\n"),
        ("- {exercise: Row, }\n", "- {exercise: Row, reps: 9, }\n"),
        ("- {rest: 5s, exercise: Row}\n", "- {rest: 5s, exercise: Row, reps: 9}\n"),
        ("  [Row, ]\n", "  [{exercise: Row, reps: 9}, ]\n"),
        ("  [exercise: Row]\n", "  [{exercise: Row, reps: 9}]\n"),
        (
            "- rest: 5s\n  exercise:\n    Row\n  load: 1\n",
            "- rest: 5s\n  exercise:\n    Row\n  reps: 9\n  load: 1\n",
        ),
    ],
)
def test_a_key_that_is_not_there_is_added_where_it_belongs(before: str, after: str) -> None:
    assert row(before, 3, "reps", "9") == after


def test_a_key_of_a_block_goes_before_its_steps() -> None:
    assert row("- steps:\n    - Row\n", 3, "rounds", "2") == "- rounds: 2\n  steps:\n    - Row\n"
    assert row("- name: B\n  steps: [Row]\n", 3, "rounds", "2") == "- name: B\n  rounds: 2\n  steps: [Row]\n"
    in_braces = patched(f"{HEAD}- {{steps: [Row]}}\n", 3, "rounds", "2", column=3)
    assert in_braces == f"{HEAD}- {{rounds: 2, steps: [Row]}}\n"


def test_steps_inside_of_blocks_are_reached_by_their_lines() -> None:
    text = EXAMPLE.replace("reps: 10-12\n", "reps: 12\n")
    assert patched(EXAMPLE, 18, "reps", "12") == text
    assert patched(EXAMPLE, 19, "reps", "12") == text
    assert patched(EXAMPLE, 15, "rounds", "3") == EXAMPLE.replace("rounds: 2", "rounds: 3")


def test_a_rest_and_a_say_are_steps_too() -> None:
    assert row("- rest: 60s\n", 3, "rest", "30s") == "- rest: 30s\n"
    assert row("- rest: 60s\n", 3, "cue", "Breathe") == "- rest: 60s\n  cue: Breathe\n"
    assert row("- say: Go\n", 3, "for", "5s") == "- say: Go\n  for: 5s\n"


@pytest.mark.parametrize(
    "value",
    [
        "In: out",
        "a #b",
        "'tis",
        '"a"',
        "- 5",
        "*",
        "a, b",
        "a {b}",
        "[b",
        "x:",
        "?",
        "@home",
        "é 日本 😀",
        "---",
        "a\\n",
        "...",
    ],
)
@pytest.mark.parametrize("step", ["- exercise: Row\n", "- {exercise: Row}\n", "- {exercise: Row, load: x}\n"])
def test_any_text_is_quoted_where_yaml_needs_it(value: str, step: str) -> None:
    text = patched(HEAD + step, 3, "load", value)
    for loader in (FASTEST, PURE):
        root = compose(text, loader)[0]
        assert isinstance(root, Mapping)
    assert (f"load: {value}" in text) == (scalar_of(value, flow="{" in step) == value)


def test_a_list_or_mapping_in_brackets_is_written_as_it_is_where_the_key_takes_one() -> None:
    assert "reps: {gentle: 5, hard: 8-10}" in row("- Row\n", 3, "reps", "{gentle: 5, hard: 8-10}")
    assert "tempo: [Y: 3s, T: 3s]" in row("- {exercise: Row, tempo: 2-1-3}\n", 3, "tempo", "[Y: 3s, T: 3s]")
    assert "note: '[a]'" in row("- Row\n", 3, "note", "[a]")
    assert "reps: '[8'" in row("- Row\n", 3, "reps", "[8")
    assert "cue: '[a] # b'" in row("- Row\n", 3, "cue", "[a] # b")


def test_a_text_of_several_lines_becomes_a_block_text_and_back() -> None:
    step = "- exercise: Row\n  note: |  # why\n    one\n\n    two\n  reps: 8\n"
    assert row(step, 3, "note", "short") == "- exercise: Row\n  note: short  # why\n  reps: 8\n"
    long = row("- exercise: Row\n  note: short\n  reps: 8\n", 3, "note", "one\n\n  two")
    assert long == "- exercise: Row\n  note: |-\n    one\n\n      two\n  reps: 8\n"
    assert row("- {exercise: Row}\n", 3, "note", "one\ntwo") == '- {exercise: Row, note: "one\\ntwo"}\n'


def test_line_ends_mark_and_a_missing_last_newline_stay() -> None:
    text = "\ufeffname: Ä\nsteps:\n- Row # 😀\n- exercise: B\n  reps: 8\n  note: |\n    a\n    b"
    data = text.replace("\n", "\r\n").encode()
    changed = patch_bytes(data, 4, "reps", "10")
    assert changed == data.replace(b"reps: 8", b"reps: 10")
    added = patch_bytes(data, 3, "reps", "10")
    assert added == data.replace(
        b"- Row # \xf0\x9f\x98\x80\r\n", b"- exercise: Row # \xf0\x9f\x98\x80\r\n  reps: 10\r\n"
    )
    last = patch_bytes(data, 4, "rest", "5s")
    assert last == data.replace(b"reps: 8\r\n", b"reps: 8\r\n  rest: 5s\r\n")
    assert (
        patch_bytes(b"name: A\rsteps:\r- Row", 3, "reps", "9")
        == b"name: A\rsteps:\r- exercise: Row\r  reps: 9"
    )


def test_several_steps_on_one_line_are_told_apart_by_name_or_column_and_never_guessed() -> None:
    text = "name: A\nsteps: [Wall sits, Push-ups]\n"
    assert "several" in refused(text, 2, "reps", "9")
    after = "name: A\nsteps: [Wall sits, {exercise: Push-ups, reps: 9}]\n"
    assert patched(text, 2, "reps", "9", name="push up") == after
    assert patched(text, 2, "reps", "9", column=21) == after
    block = f"{HEAD}- steps: [Row]\n"
    assert "several" in refused(block, 3, "reps", "9")
    assert patched(block, 3, "reps", "9", name="Row") == f"{HEAD}- steps: [{{exercise: Row, reps: 9}}]\n"


@pytest.mark.parametrize(
    ("step", "key", "value", "reason"),
    [
        ("- exercise: Row\n  foo: *x\n", "reps", "8", "line 4"),
        ("- exercise: 'Row\n", "reps", "8", "mistake"),
        ("- exercise: Row\n  reps: 8\n  reps: 9\n", "reps", "8", "line 5"),
        ("- rest: 5s\n", "reps", "8", "not a key of a rest"),
        ("- steps: [Row]\n", "steps", "x", "several"),
        ("- steps:\n  - Row\n", "steps", "x", "holds steps"),
        ("- foo: 1\n", "reps", "8", "what kind"),
        ("- Row\n", "reps", " ", "needs a value"),
        ("- Row\n", "reps", "8\n9", "one line"),
        ("- Row\n", "reps", "8\t", "character"),
        ("- Row\n", "load", "\ud800", "character"),
        ("- exercise: Row\n  cue:\n    - a\n", "cue", "b", "several lines"),
        ("- exercise: Row\n  cue: [a, # c\n    b]\n", "cue", "b", "comment"),
        ("- Row\n  and more\n", "reps", "8", "cannot be changed"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_safely_is_refused_with_a_reason(
    step: str, key: str, value: str, reason: str
) -> None:
    assert reason in refused(HEAD + step, 3, key, value)


def test_a_line_without_a_step_and_bytes_that_are_no_text_are_refused() -> None:
    assert "no step" in refused(f"{HEAD}- Row\n", 1, "reps", "8")
    assert "no step" in refused("name: A\n", 1, "reps", "8")
    assert patch_bytes(b"\xff", 1, "reps", "8") == PatchRefusal("the byte 0xff is not UTF-8")


def test_the_fields_of_a_step_are_its_keys_as_written_and_those_it_could_have() -> None:
    text = f"\ufeff{HEAD}- exercise: Row\n  reps: {{a: 5}} # x\n  note: |\n    b\n".replace("\n", "\r\n")
    fields = {field.key: field for field in fields_of(text, 4)}
    assert fields["exercise"].value == "Row"
    assert fields["reps"].value == "{a: 5}"
    assert fields["note"].value == "|\r\n    b"
    assert fields["sets"] == ("sets", None, None, "")
    assert (fields["reps"].said, fields["note"].said) == ("{a: 5}", "b\n")
    assert "variations" not in fields
    for field in fields.values():
        assert field.span is None or text[slice(*field.span)] == field.value
    assert [field.key for field in fields_of(f"{HEAD}- Row\n", 3) if field.value is not None] == ["exercise"]
    assert fields_of("name: [", 1) == ()
    assert fields_of(f"{HEAD}- Row\n", 1) == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- exercise: Row\n  reps: 8\n  sets: 2\n", "- exercise: Row\n  sets: 2\n"),
        ("- exercise: Row\n  reps: 8", "- exercise: Row"),
        ("- reps: 8\n  exercise: Row\n", "- exercise: Row\n"),
        ("- {exercise: Row, reps: 8, sets: 2}\n", "- {exercise: Row, sets: 2}\n"),
        ("- {reps: 8, exercise: Row}\n", "- {exercise: Row}\n"),
        ("- exercise: Row\n  reps: {a: 1,\n    b: 2}\n\n- B\n", "- exercise: Row\n\n- B\n"),
    ],
)
def test_a_key_is_taken_away_with_its_line(before: str, after: str) -> None:
    found = delete_key(HEAD + before, 3, "reps")
    assert isinstance(found, PatchResult), found
    assert found.text == HEAD + after


def test_taking_away_a_comment_the_last_key_or_nothing_is_refused() -> None:
    for step in ("- exercise: Row\n  reps: 8 # few\n", "- rest: 5s\n", "- Row\n"):
        assert isinstance(delete_key(HEAD + step, 3, "reps"), PatchRefusal)
    assert isinstance(delete_key(f"{HEAD}- rest: 5s\n", 3, "rest"), PatchRefusal)
    assert isinstance(delete_key(f"{HEAD}- exercise: Row\n  reps: 8\n", 3, "exercise"), PatchRefusal)


NAMES = ["Row", "Übung 😀", "'tis', \"x\": y", "Prone Y-T-W", "日本", "It's"]
VALUES = {
    "reps": ["8", "8-12", "max", "{gentle: 5, hard: 8}", "'10'"],
    "rest": ["30s", "1:30", '"45"'],
    "load": ["2 x 4 kg", "'a: b'", '"\\x41 # b"', "[a, b]"],
    "cue": ["Ribs down", "[a, 'b, c']"],
    "sides": ["each", "left"],
}
COMMENTS = ["", " # why", "   # é: 'x'", "  "]
NEW = {
    "reps": "10-15",
    "rest": "1m",
    "load": "3: 5 kg # x",
    "cue": "Ä, b",
    "sides": "right",
    "note": "A: b",
    "sets": "3",
}


@st.composite
def honest(draw: st.DrawFn) -> tuple[str, list[tuple[int, str]]]:
    """A file somebody wrote with good will, and the line and name of each of its exercises."""
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    lines = ["# a comment", "name: Ä 😀", "note: >-", "  - exercise: none", "", "rest: 40s", "steps:"]
    steps: list[tuple[int, str]] = []
    pad = draw(st.sampled_from(["", "  ", "    "]))
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(NAMES))
        keys = draw(st.lists(st.sampled_from(sorted(VALUES)), unique=True, max_size=4))
        pairs = [(key, draw(st.sampled_from(VALUES[key]))) for key in keys]
        comment = draw(st.sampled_from(COMMENTS))
        style = draw(st.sampled_from(["block", "flow", "text", "inner"]))
        inside = pad
        if style == "inner":
            lines += [f"{pad}- rounds: 2{comment}", f"{pad}  steps:"]
            inside = f"{pad}  "
        steps.append((len(lines) + 1, name))
        if style == "text":
            lines.append(f"{inside}-  {scalar_of(name, flow=False)}{comment}")
        elif style == "flow":
            written = "".join(f" ,{key}: {value}" for key, value in pairs)
            lines.append(f"{inside}- {{ exercise: {scalar_of(name, flow=True)}{written} }}{comment}")
        else:
            lines.append(f"{inside}-  exercise:  {scalar_of(name, flow=False)}{comment}")
            lines += [f"{inside}   {key}: {value}{draw(st.sampled_from(COMMENTS))}" for key, value in pairs]
            if draw(st.booleans()):
                lines += [f"{inside}   note: |", f"{inside}     one: # x", "", f"{inside}     two"]
        lines += draw(st.sampled_from([[], [""], [f"{pad}# between"]]))
    mark = draw(st.sampled_from(["", "\ufeff"]))
    return mark + end.join(lines) + draw(st.sampled_from(["", end])), steps


def without_places(text: str) -> object:
    def plain(node: object) -> object:
        if isinstance(node, Scalar):
            return node.text
        if isinstance(node, Mapping):
            return {key.text: plain(value) for key, value in node.pairs}
        return [plain(item) for item in getattr(node, "items", ())]

    return plain(compose(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))[0])


def differences(before: object, after: object) -> int:
    """How many values differ, or were added, between two trees."""
    if isinstance(before, dict) and isinstance(after, dict) and not before.keys() - after.keys():
        return len(after.keys() - before.keys()) + sum(differences(before[key], after[key]) for key in before)
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        return sum(map(differences, before, after))
    if isinstance(before, str) and isinstance(after, dict):  # a text became an exercise
        return differences({"exercise": before}, after)
    return int(before != after)


@settings(max_examples=examples(200), deadline=None)
@given(honest(), st.sampled_from(sorted(NEW)), st.data())
def test_patching_one_value_of_an_honest_file_changes_only_its_bytes(
    written: tuple[str, list[tuple[int, str]]], key: str, data: st.DataObject
) -> None:
    text, steps = written
    line, _ = data.draw(st.sampled_from(steps))
    old = {field.key: field for field in fields_of(text, line)}[key]
    raw = text.encode()
    changed = patch_bytes(raw, line, key, NEW[key])
    assert isinstance(changed, bytes), changed
    new = {field.key: field for field in fields_of(changed.decode(), line)}[key]
    assert new.value in {NEW[key], f"'{NEW[key]}'"}
    assert differences(without_places(text), without_places(changed.decode())) == 1
    if old.span is not None and old.value is not None and new.value is not None:
        start, end = old.span
        assert changed.decode() == text[:start] + new.value + text[end:]
    else:
        # Taking the addition away gives the file as it was: nothing else was touched.
        rest = iter(changed.decode())
        assert all(char in rest for char in text)
        assert len(changed) - len(raw) < len(f"exercise: {{{key}: '{NEW[key]}' }},  ".encode()) + 16


@settings(max_examples=examples(200), deadline=None)
@given(mutated(), st.integers(0, 30), st.sampled_from(sorted(NEW)))
@example(f"{HEAD}- {{exercise: a, reps}}\n", 3, "reps")
@example(f"{HEAD}- {{exercise: a, reps: }}\n", 3, "sets")
def test_any_text_is_answered_and_a_patched_one_differs_in_one_value(text: str, line: int, key: str) -> None:
    found = patch(text, line, key, NEW[key])
    delete_key(text, line, key)
    if isinstance(found, PatchResult):
        assert differences(without_places(text), without_places(found.text)) <= 1


@pytest.mark.alone
def test_patching_a_great_file_costs_about_two_readings() -> None:
    text = HEAD + "- exercise: Row\n  reps: 8 # a\n" * 4_000
    assert costs_less(lambda: patch(text, 4_001, "reps", "9"), 12 * effort(lambda: compose(text)))
