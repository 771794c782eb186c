"""Sending only the cells that changed shows the same as sending all of them."""

from hypothesis import example, given
from hypothesis import strategies as st

from player.tui.widgets.patched_text import changed_cells

rows = st.lists(st.text("ab█▏━╸● é·", max_size=12), max_size=5)
any_rows = st.lists(st.text("a █首e\u0301😀", max_size=8), max_size=4)


def shown(before: list[str], after: list[str]) -> list[str]:
    """What a terminal of 12 columns shows that had `before` and was sent the changed cells of `after`."""
    terminal = [list(row.ljust(12)) for row in before]
    for x, y, width, height in changed_cells(before, after):
        for row in range(y, y + height):
            terminal[row][x : x + width] = after[row].ljust(12)[x : x + width]
    return ["".join(row) for row in terminal]


@given(before=rows, after=rows)
@example(before=["12"], after=["1"])
@example(before=["1"], after=["12"])
def test_the_changed_cells_turn_one_text_into_the_other(before: list[str], after: list[str]) -> None:
    if len(before) != len(after):
        assert changed_cells(before, after) == ()
    elif before != after:
        assert shown(before, after) == [row.ljust(12) for row in after] or not changed_cells(before, after)


@given(before=any_rows, after=any_rows)
def test_where_columns_are_not_characters_everything_is_sent(before: list[str], after: list[str]) -> None:
    wide = [
        one != other and any(char in "首\u0301😀" for char in one + other)
        for one, other in zip(before, after, strict=False)
    ]
    if len(before) == len(after) and any(wide):
        assert changed_cells(before, after) == ()


def test_a_second_costs_a_figure() -> None:
    assert [tuple(region) for region in changed_cells(["abc", "12 left"], ["abc", "11 left"])] == [
        (1, 1, 1, 1)
    ]
