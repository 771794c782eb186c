"""Figures and bars as text: never wider than their place, and true."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from player.routine.visible import visible, width
from player.tui.session.drawing import bar, big, dots, rail, track
from player.views.playing.view import PhasePart
from player.views.text.fitting import fit, fold

pytestmark = pytest.mark.core

shares = st.floats(-0.5, 1.5)
rooms = st.integers(0, 120)
names = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "lower",
            "首のストレッチ",
            "\u202eevil",
            "a\x1b]0;x\x07",
            "e\u0301" * 9,
            "👩\u200d🦽 rolling",
            "[red]x[/]",
        ]
    ),
)


# The number.

numbers = st.from_regex(r"[ ]{0,2}[0-9]{1,3}(:[0-9]{2}){0,2}", fullmatch=True)


@given(text=numbers, room=st.integers(1, 200), height=st.integers(1, 50))
def test_a_number_fits_its_place_or_is_plain_text(text: str, room: int, height: int) -> None:
    rows = big(text, room, height)
    if rows == [text]:
        assert height < 5 or room < width(big(text, 999, 5)[0])
    else:
        assert len(rows) <= height
        assert {len(row) for row in rows} <= set(range(1, room + 1))
        assert len({len(row) for row in rows}) == 1
        assert len(rows) % 5 == 0


@given(text=numbers, room=st.integers(1, 200), height=st.integers(5, 50), more=st.integers(0, 40))
def test_with_more_room_a_number_never_gets_smaller(text: str, room: int, height: int, more: int) -> None:
    assert len(big(text, room + more, height + more)) >= len(big(text, room, height))


@pytest.mark.parametrize(
    ("text", "room", "height", "rows"),
    [
        ("8", 58, 7, 5),
        ("20", 58, 15, 15),
        ("8", 200, 35, 30),
        ("1:30", 119, 35, 20),
        ("1:30", 58, 15, 10),
        ("88:88:88", 30, 50, 1),
    ],
)
def test_a_number_is_as_large_as_its_place_allows(text: str, room: int, height: int, rows: int) -> None:
    assert len(big(text, room, height)) == rows


def test_every_figure_looks_like_no_other() -> None:
    drawn = ["\n".join(big(char, 99, 5)) for char in "0123456789: "]
    assert len(set(drawn)) == len(drawn)


def test_a_number_with_room_to_grow_keeps_its_right_edge() -> None:
    one, two = big(" 9", 99, 5), big("10", 99, 5)
    assert {len(row) for row in one} == {len(row) for row in two}
    assert one[0].startswith(" " * 8)


# Bars.


@given(filled=shares, room=rooms)
def test_bars_are_exactly_as_wide_as_their_place(filled: float, room: int) -> None:
    assert width(bar(filled, room)) == room
    assert width(rail(filled, room)) == room


@given(one=shares, other=shares, room=rooms)
def test_bars_only_grow(one: float, other: float, room: int) -> None:
    less, more = sorted((one, other))
    eighths = " ▏▎▍▌▋▊▉█"
    assert _value(bar(less, room), eighths) <= _value(bar(more, room), eighths)
    assert _value(rail(less, room), "─╾━") <= _value(rail(more, room), "─╾━")


def _value(line: str, signs: str) -> int:
    return sum(signs.index(char) for char in line)


@pytest.mark.parametrize(
    ("filled", "text"),
    [(0, "    "), (1 / 32, "▏   "), (0.5, "██  "), (0.53125, "██▏ "), (0.99, "████"), (1, "████")],
)
def test_a_bar_fills_in_eighths_of_a_cell(filled: float, text: str) -> None:
    assert bar(filled, 4) == text


@pytest.mark.parametrize(("filled", "text"), [(0, "────"), (0.125, "╾───"), (0.5, "━━──"), (1, "━━━━")])
def test_a_rail_fills_in_halves_of_a_cell(filled: float, text: str) -> None:
    assert rail(filled, 4) == text


# The rep that is on.


@st.composite
def reps(draw: st.DrawFn) -> tuple[PhasePart, ...]:
    labels = draw(st.lists(names, min_size=1, max_size=9))
    at = draw(st.floats(0, len(labels)))
    return tuple(
        PhasePart(label, 1 / len(labels), min(1.0, max(0.0, at - number)))
        for number, label in enumerate(labels)
    )


@given(parts=reps(), room=st.integers(1, 120))
def test_a_track_never_leaves_its_place(parts: tuple[PhasePart, ...], room: int) -> None:
    line = track(parts, room)
    assert width(line) <= room
    assert line == visible(line)


Y_T_W = tuple(
    PhasePart(label, share, filled)
    for label, share, filled in [("Y", 0.3, 1.0), ("T", 0.3, 0.5), ("W", 0.2, 0.0), ("lower", 0.2, 0.0)]
)


def test_a_track_shows_every_phase_in_its_share() -> None:
    assert track(Y_T_W, 58) == "Y ━━━━━━━━━━━  T ━━━━━╾─────  W ────────  lower ────────"


def test_where_phases_do_not_fit_only_the_one_that_is_on_is_shown() -> None:
    assert track(Y_T_W, 20) == "T ━━━━━━━━━─────────"
    assert track((PhasePart("a very long label indeed", 1, 0.5),), 12) == "a very… ━━──"


@given(parts=reps(), room=st.integers(20, 120))
@example(parts=Y_T_W, room=23)
def test_a_track_shows_what_is_on(parts: tuple[PhasePart, ...], room: int) -> None:
    on = next((part for part in parts if part.filled < 1), parts[-1])
    assert visible(on.label)[:3].strip()[:1] in track(parts, room)


@pytest.mark.parametrize(
    ("rep", "reps_", "room", "text"),
    [
        (1, 5, 30, "◐ ○ ○ ○ ○"),
        (3, 5, 30, "● ● ◐ ○ ○"),
        (5, 5, 30, "● ● ● ● ◐"),
        (3, 30, 30, "3 of 30"),
        (0, 0, 30, ""),
        (3, 5, 8, "3 of 5"),
        (3, 5, 3, ""),
    ],
)
def test_dots_count_the_reps_or_figures_do(rep: int, reps_: int, room: int, text: str) -> None:
    assert dots(rep, reps_, room) == text


@given(rep=st.integers(1, 200), more=st.integers(0, 200), room=rooms)
def test_dots_never_leave_their_place(rep: int, more: int, room: int) -> None:
    assert width(dots(rep, rep + more, room)) <= room


# Texts.


@given(text=names.map(visible), room=st.integers(1, 60), lines=st.integers(1, 4))
def test_folded_text_never_leaves_its_place(text: str, room: int, lines: int) -> None:
    folded = fold(text, room, lines)
    assert 1 <= len(folded) <= lines
    assert all(width(line) <= room for line in folded)


@given(text=st.text("ab ー首", max_size=60), room=st.integers(4, 30), lines=st.integers(1, 4))
def test_text_that_was_cut_says_so_and_no_other_does(text: str, room: int, lines: int) -> None:
    folded = fold(text, room, lines)
    whole = "".join(text.split()) == "".join("".join(folded).split())
    assert whole or folded[-1].endswith("…")


@pytest.mark.parametrize(
    ("text", "room", "lines", "folded"),
    [
        ("", 10, 2, [""]),
        ("Chin tuck", 10, 2, ["Chin tuck"]),
        ("Upper trapezius stretch", 16, 2, ["Upper trapezius", "stretch"]),
        ("Upper trapezius stretch", 16, 1, ["Upper trapezius…"]),
        ("one two three four", 8, 2, ["one two", "three f…"]),
        ("Donaudampfschifffahrt", 8, 2, ["Donaudam", "pfschif…"]),
        ("首のストレッチ", 8, 2, ["首のスト", "レッチ"]),
        ("a Donaudampf", 6, 3, ["a", "Donaud", "ampf"]),
    ],
)
def test_long_texts_wrap_between_words_then_inside_them_then_end_in_an_ellipsis(
    text: str, room: int, lines: int, folded: list[str]
) -> None:
    assert fold(text, room, lines) == folded


@given(text=names.map(visible), room=rooms)
def test_a_column_is_exactly_as_wide_as_it_says(text: str, room: int) -> None:
    assert width(fit(text, room)) == room


@pytest.mark.parametrize(
    ("text", "room", "fitted"),
    [
        ("Row", 5, "Row  "),
        ("Rows and more", 8, "Rows an…"),
        ("首のスト", 5, "首の…"),
        ("首のスト", 6, "首の… "),
    ],
)
def test_a_column_is_padded_or_cut_by_cells(text: str, room: int, fitted: str) -> None:
    assert fit(text, room) == fitted
