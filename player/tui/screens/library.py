"""The first screen: what there is to do, and one key to begin."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from player.coach import words
from player.coach.opening import tape_of
from player.coach.timetable import length_of, timetable
from player.library.shelf import Shelf, Volume
from player.tui.plain import plain


class LibraryScreen(Screen[None]):
    """Lists the routines with a preview beside them.

    Args:
        shelf: Where the routines are.
        last_done: When each was last done, in words, by slug; asked for after the first frame.
        start: Called with the routine to begin.
    """

    CSS_PATH = "library.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,ctrl+c", "app.quit", "Quit", show=False),
        Binding("f5", "reload", "Look again", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-wide")]  # noqa: RUF012  Textual declares it so

    def __init__(
        self, shelf: Shelf, last_done: Callable[[], dict[str, str]], start: Callable[[Volume], None]
    ) -> None:
        super().__init__()
        self._shelf = shelf
        self._last_done = last_done
        self._start = start
        self._volumes: list[Volume] = []

    def compose(self) -> ComposeResult:
        """A list, a preview, a line of keys."""
        yield Static("Backbeat", id="title", markup=False)
        with Horizontal(id="middle"):
            yield OptionList(id="routines", markup=False)
            with VerticalScroll(id="preview", can_focus=False), Vertical(id="page"):
                yield Static("", id="name", markup=False)
                yield Static("", id="about", markup=False)
                yield Static("", id="rows", markup=False)
        yield Static("", id="message", markup=False)
        yield Static("Enter start   ↑ ↓ choose   F5 look again   q quit", id="keys", markup=False)

    def on_mount(self) -> None:
        """Fill the list before the first frame: it is what the person came for."""
        self.action_reload()

    def on_screen_resume(self) -> None:
        """Come back from a session: it may have changed what was last done."""
        self._fill()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what the routine under the cursor does."""
        self._preview(self._volumes[event.option_index])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Begin, or say why not."""
        volume = self._volumes[event.option_index]
        if volume.routine is None:
            problem = next(problem for problem in volume.problems if problem.severity == "error")
            place = f"line {problem.line}: " if problem.line is not None else ""
            self._say(f"{volume.path.name} cannot be played. {place}{problem.message}")
        else:
            self._say("")
            self._start(volume)

    def action_reload(self) -> None:
        """Read the folders anew."""
        self._shelf = self._shelf.fresh()
        self._volumes = sorted(
            self._shelf.volumes(), key=lambda volume: (volume.bundled, volume.name.casefold())
        )
        self._fill()
        if not self._volumes:
            self._say("There is no routine yet: put a .yaml file into your routines folder.")

    def _fill(self) -> None:
        done = self._last_done()
        routines = self.query_one("#routines", OptionList)
        at = routines.highlighted or 0
        routines.clear_options()
        routines.add_options([Option(plain(self._row(volume, done))) for volume in self._volumes])
        if self._volumes:
            routines.highlighted = min(at, len(self._volumes) - 1)
            routines.focus()

    def _row(self, volume: Volume, done: dict[str, str]) -> str:
        if volume.routine is None:
            problem = next(problem for problem in volume.problems if problem.severity == "error")
            place = f"line {problem.line}: " if problem.line is not None else ""
            return f"{volume.path.name}  ⚠ {place}{problem.message}"
        tape = tape_of(volume)
        length = words.about_minutes(tape.timed, is_open=tape.planned is None)
        return f"{volume.name:<30} {length:>7}  {done.get(volume.slug, '–'):>9}"

    def _preview(self, volume: Volume) -> None:
        routine = volume.routine
        name, about, rows = volume.name, str(volume.path), ""
        if routine is not None:
            tape = tape_of(volume)
            name = " · ".join((routine.name, length_of(tape), *routine.equipment))
            about = " ".join((routine.about or "").split())
            table = timetable(tape)
            wide = max((len(row.name) for row in table), default=0)
            rows = "\n".join(
                f"{words.clock_face(row.start) if row.start is not None else '–':>5}  {row.name:<{wide}}  "
                + "  ".join(part for part in (row.dose, row.tempo, row.round) if part)
                for row in table
            )
        else:
            rows = "\n".join(
                f"line {problem.line or '–'}: {problem.message}{f' ({problem.hint})' if problem.hint else ''}"
                for problem in volume.problems
            )
        for place, text in (("name", name), ("about", about), ("rows", rows)):
            self.query_one(f"#{place}", Static).update(plain(text))

    def _say(self, text: str) -> None:
        self.query_one("#message", Static).update(plain(text))
