"""The session screen: one number that can be read from three metres, and little else."""

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.timer import Timer

from player.coach.coach import Coach
from player.coach.commands import Command
from player.routine.visible import visible
from player.routine.visible import width as cells
from player.tui.session.drawing import bar, dots, rail, track
from player.tui.session.keys import footer, session_bindings
from player.tui.session.number import Number
from player.tui.session.steps_screen import StepsScreen
from player.tui.widgets.key_list import KeysScreen
from player.tui.widgets.line import Line
from player.views.playing.view import Mood, View


class SessionRoutes(NamedTuple):
    """Callbacks that lead away from the session screen."""

    ended: Callable[[], None]
    """Called once, when the session is over."""
    leave: Callable[[], None]
    """Ends the program at once, after a second Ctrl-C."""
    edit: Callable[[], None]
    """Opens the editor for the routine; the tape is paused."""
    change: Callable[[], None]
    """Opens the form for the current step; the tape is paused."""


class SessionScreen(Screen[None]):
    """Shows a coach and hands it the keys.

    Args:
        coach: The session.
        routes: Callbacks that lead to other screens.
        note: The note of the routine, shown before the first step.
    """

    CSS_PATH = "session.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*session_bindings()]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-wide")]  # noqa: RUF012  Textual declares it so

    def __init__(self, coach: Coach, routes: SessionRoutes, note: str = "") -> None:
        super().__init__()
        self.coach = coach
        self._note = " ".join(note.split())
        self._routes = routes
        self._timer: Timer | None = None
        self._drawn: tuple[View, str, str] | None = None

    def compose(self) -> ComposeResult:
        """Lay out fixed places, the same in work and rest, so that nothing jumps."""
        with Horizontal(id="top"):
            yield Line(id="title")
            yield Line(id="overall")
        yield Line(id="band")
        with Horizontal(id="middle"):
            with Vertical(id="card"):
                yield Line(id="heading")
                yield Line(id="place")
                yield Number(id="number")
            yield Vertical(id="figure")
        yield Line(id="track")
        yield Line(id="cue")
        yield Line(id="message")
        with Horizontal(id="ahead"):
            yield Line(id="then")
            yield Line(id="coming")
        yield Line(id="keys")

    def on_mount(self) -> None:
        """Begin after the first frame, so that sound and tape start when the person sees the screen."""
        self.coach.audio.bell = self.app.bell
        self.call_after_refresh(self._begin)

    def on_resize(self) -> None:
        """Draw again, since the bars have another length now."""
        self._drawn = None
        self.call_after_refresh(self.draw)

    def beat(self) -> None:
        """Let time pass, draw what changed, and set the timer for the next change."""
        if not self.coach.over:
            self.coach.beat()
        self._follow()

    def action_do(self, command: str) -> None:
        """Hand a command to the coach."""
        self.coach.do(Command(command))
        self._follow()

    def action_type(self, char: str) -> None:
        """Hand a digit of an answer to the coach."""
        self.coach.type(char)
        self._follow()

    def action_erase(self) -> None:
        """Delete the last character of an answer."""
        self.coach.erase()
        self._follow()

    def action_steps(self) -> None:
        """Open the list of steps."""
        if self.coach.opened_list():
            transport = self.coach.transport
            self.app.push_screen(StepsScreen(transport.timeline, transport.index), self._chosen)

    def action_edit(self) -> None:
        """Pause, and open the routine in the editor."""
        if self.coach.opened_list(still=True):
            self._routes.edit()
        self._follow()

    def action_change(self) -> None:
        """Pause, and open the form for this step."""
        if self.coach.opened_list(still=True):
            self._routes.change()
        self._follow()

    def on_screen_resume(self) -> None:
        """Draw again after a list or the editor, since the tape may have changed."""
        if self.coach.begun:
            self._follow()

    def action_keys(self) -> None:
        """Open the list of keys."""
        if self.coach.opened_list():
            self.app.push_screen(KeysScreen())

    def action_interrupt(self) -> None:
        """Ctrl-C: ask as `q` does; a second one within 2 s leaves at once."""
        if self.coach.interrupt():
            self._routes.leave()
        else:
            self._follow()

    def draw(self) -> None:
        """Draw the current state; only what has changed is drawn."""
        if not self.is_mounted:
            return
        view, message, keys = self.coach.view, self._message(), footer(self.coach, self.size.width - 2)
        if self._drawn == (view, message, keys):
            return
        self._drawn = (view, message, keys)
        tape = self.coach.transport.timeline
        self._line("title", f"{tape.name} · {tape.level}" if tape.level is not None else tape.name)
        self._line(
            "overall", f"▕{bar(view.overall, self.query_one('#overall').size.width // 3)}▏ {view.left:>10}"
        )
        self._line("band", f" {view.word}")
        heading = view.heading.upper()
        self._line("heading", heading)
        self.set_class(cells(visible(heading)) > self.query_one("#heading").size.width, "-two-lines")
        self._line("place", " · ".join(part for part in (view.side, view.place) if part))
        self.query_one(Number).show(view.number, view.beside)
        self._line("track", _track(view, self.query_one("#track").size.width))
        self._line("cue", view.cue)
        self._line("message", message)
        self.set_class(cells(message) > self.size.width - 2, "-long-message")
        self._line("then", view.then)
        self._line("coming", view.coming)
        self._line("keys", keys)
        for mood in Mood:
            self.query_one("#band").set_class(mood is view.mood, mood.value)
        self.set_class(view.mood is Mood.PAUSED, "-paused")

    def _message(self) -> str:
        """The coach's message; without one before the first step, the routine's note."""
        before = self.coach.transport.index == 0 and not self.coach.transport.interval.is_work
        return self.coach.message or (self._note if before else "")

    def _begin(self) -> None:
        self.coach.begin()
        self._follow()

    def _chosen(self, index: int | None) -> None:
        if index is not None:
            self.coach.seek(index)
        self._follow()

    def _follow(self) -> None:
        """Draw, and set the timer for the next change."""
        self.draw()
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self.coach.over:
            self._routes.ended()
            return
        wait = self.coach.next_beat()
        if wait is not None:
            self._timer = self.set_timer(wait, self.beat)

    def _line(self, name: str, text: str) -> None:
        self.query_one(f"#{name}", Line).show(text)


def _track(view: View, room: int) -> str:
    """The current rep and the number of reps; without reps, how much of the interval has passed."""
    if not view.parts:
        return rail(view.filled, max(1, room))
    marks = dots(view.rep, view.reps, room // 3)
    left = room - cells(marks) - 3
    return f"{track(view.parts, left).ljust(left)}   {marks}"
