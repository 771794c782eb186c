"""The pane beside the text with its total lengths and its timetable, lit at the step under the cursor."""

from collections.abc import Callable, Sequence
from typing import Final

from textual.content import Content
from textual.events import Click
from textual.widgets import Static

from player.coach.editing.draft import Draft, Total
from player.routine.visible import visible
from player.tui.widgets.plain_text import joined, plain
from player.tui.widgets.schedule import schedule
from player.views.tables.timetable import TimetableRow
from player.views.text import times
from player.views.text.fitting import cut, fold

_ALL_UP_TO: Final = 300
"""Up to this many rows are laid out together, so that columns never move; else only the visible ones."""
_NOT_YET: Final = "The timetable comes when the text has no more errors."
_NO_ROUTINE: Final = "These are facts on exercises: routines use them, and they are not played themselves."
_MARK: Final = "▸ "
_NO_MARK: Final = "  "


class TimetablePane(Static):
    """Shows a draft. While the text has errors, the last draft without errors stays, dimmed.

    Args:
        go: Called with the line of the step that was clicked.
    """

    DEFAULT_CSS = """
    TimetablePane { width: 1fr; height: 1fr; padding: 0 0 0 1; }
    TimetablePane.-old { color: $foreground 45%; }
    """

    def __init__(self, go: Callable[[int], None], *, id: str) -> None:  # noqa: A002  Textual's own name
        super().__init__("", id=id, markup=False)
        self._go = go
        self._lines_at: list[int] = []
        """For each row on the screen, the 1-based line of its step; 0: none."""
        self._good: Draft | None = None
        """The last draft without errors."""
        self._broken = ""
        """The text behind the totals while the text has errors; empty: it has none."""
        self._empty = ""
        """The text shown where there is no timetable."""
        self._line = 1
        """1-based line of the cursor."""
        self._laid_out: tuple[Draft, tuple[int, int], list[str]] | None = None
        """A draft, the room it was laid out for, and its rows as text."""
        self._top = 0
        """0-based number of the first row that is shown."""
        self._drawn: tuple[object, ...] = ()
        """Everything that the current drawing depends on."""

    def show(self, draft: Draft, line: int) -> None:
        """Show a draft, lit at the step of a 1-based line of its text."""
        if draft.routine is not None:
            self._good = draft
        self._broken = "" if draft.routine is not None else before_the_mistake(draft)
        self._empty = _NO_ROUTINE if draft.is_catalogue else _NOT_YET
        self._line = line
        self.set_class(bool(self._broken), "-old")
        self._draw()

    def light(self, line: int) -> None:
        """Light the step that a 1-based line of the text belongs to."""
        self._line = line
        self._draw()

    def on_resize(self) -> None:
        """Lay the timetable out again."""
        self._draw()

    def on_click(self, event: Click) -> None:
        """Go to the step that was clicked, unless its line may have moved since the draft was read."""
        at = event.get_content_offset(self)
        line = self._lines_at[at.y] if at is not None and at.y < len(self._lines_at) else 0
        if line and not self._broken:
            self._go(line)

    def _draw(self) -> None:
        room, height = self.content_size
        if not room or not height:
            return
        good = self._good
        if good is None:
            text = self._empty
            self._put((text, room), list(map(plain, fold(text, room, 4))))
            return
        at = good.row_at(self._line)
        head = fold(totals_text(good.totals) + self._broken, room, 3)
        space = max(1, height - len(head) - 1)
        self._keep_in_view(at or 0, len(good.rows), space)
        key = (id(good), at, self._broken, room, height, self._top)
        if key == self._drawn:
            return
        lit = good.rows[at].line if at is not None else 0
        rows = good.rows[self._top : self._top + space]
        lines = self._lines(good, room - len(_MARK), space)[: len(rows)]
        body = [_row(line, is_lit=row.line == lit) for row, line in zip(rows, lines, strict=True)]
        heights = [1 + line.count("\n") for line in lines]
        self._lines_at = [0] * (len(head) + 1)
        self._lines_at += [row.line for row, height in zip(rows, heights, strict=True) for _ in range(height)]
        heading = [plain(line).stylize("bold") for line in head]
        self._put(key, [*heading, Content(""), *body])

    def _put(self, key: tuple[object, ...], lines: list[Content]) -> None:
        if key != self._drawn:
            self._drawn = key
            self.update(joined(lines), layout=False)

    def _keep_in_view(self, at: int, count: int, space: int) -> None:
        """Scroll to the lit row, with up to two rows around it."""
        edge = min(2, (space - 1) // 2)
        top = min(self._top, at - edge)
        top = max(top, at + edge + 1 - space)
        self._top = max(0, min(top, count - space))

    def _lines(self, good: Draft, room: int, space: int) -> list[str]:
        """The rows from the first visible one on, as text; in two lines each where there is room."""
        if len(good.rows) > _ALL_UP_TO:
            rows = good.rows[self._top : self._top + self.content_size.height]
            return _lines([row.row for row in rows], room, space)
        if self._laid_out is None or self._laid_out[0] is not good or self._laid_out[1] != (room, space):
            self._laid_out = (good, (room, space), _lines([row.row for row in good.rows], room, space))
        return self._laid_out[2][self._top :]


def before_the_mistake(draft: Draft) -> str:
    """Return ` · before the mistake in line 7`, shown behind the totals of a text with errors."""
    lines = [problem.line for problem in draft.problems if problem.severity == "error" and problem.line]
    return f" · before the mistake in line {lines[0]}" if lines else " · before the mistake"


def totals_text(totals: tuple[Total, ...]) -> str:
    """Return `6:40 at gentle · 8:05 at standard`; `6:40+ … (+ open steps)` where open steps add to it."""
    return " · ".join(
        times.clock_face(total.length)
        + ("+" if total.is_open else "")
        + (f" at {total.level}" if total.level is not None else "")
        for total in totals
    ) + (" (+ open steps)" if any(total.is_open for total in totals) else "")


def _lines(rows: Sequence[TimetableRow], room: int, space: int) -> list[str]:
    """A text for each row: in columns if they fit, else with the dose in a second line, else cut.

    Args:
        rows: The rows.
        room: Cells of a line.
        space: Lines that there is room for.
    """
    columns = schedule(rows, room, most=0)
    if not any(line.endswith("…") for line in columns):
        return columns
    starts = [times.clock_face(row.start) if row.start is not None else "–" for row in rows]
    at = max(map(len, starts), default=0)
    heads = [f"{start:>{at}}  {visible(row.name)}" for start, row in zip(starts, rows, strict=True)]
    doses = [visible(_dose(row)) for row in rows]
    if 2 * len(rows) <= space:
        below = f"\n{'':{at + 2 + len(_MARK)}}"
        lines = zip(heads, doses, strict=True)
        return [cut(head, room) + below + cut(dose, room - at - 2) for head, dose in lines]
    return [cut(f"{head}  {dose}", room) for head, dose in zip(heads, doses, strict=True)]


def _dose(row: TimetableRow) -> str:
    return " · ".join(part for part in (row.dose, row.round) if part)


def _row(line: str, *, is_lit: bool) -> Content:
    content = plain((_MARK if is_lit else _NO_MARK) + line)
    return content.stylize("bold $text-accent") if is_lit else content
