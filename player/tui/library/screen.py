"""The library screen: all routines in a list, a preview, and the keys to start, change and find them."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from player.library.folders import Folders
from player.library.listing.index import Index
from player.library.listing.routine_summary import RoutineSummary
from player.routine.visible import visible
from player.tui.widgets.line import Line
from player.tui.widgets.plain_text import plain
from player.views.text import times
from player.views.text.fitting import cut, fit

if TYPE_CHECKING:  # imports YAML, and is needed for searching only
    from player.library.shelf import Shelf
    from player.tui.library.search_bar import SearchBar

PREVIEW_AFTER: Final = 0.05
"""Seconds the cursor must rest before a preview is read: a held arrow key reads no file."""

_WIDE_FROM: Final = 96
"""Columns from which there is a preview."""
_ALL_KEYS_FROM: Final = 75
"""Columns from which all keys are shown."""
_LIST_WIDTH: Final = 52
"""Cells, the same as in the styles."""
_SCROLLBAR: Final = 2
"""Cells."""
_PREVIEW_HEAD: Final = 5
"""Lines of the preview above the timetable; a long description takes a few more."""


class LibraryRoutes(NamedTuple):
    """Callbacks that lead from the library to other screens."""

    begin: Callable[[str], None]
    """Starts the routine of a slug."""
    edit: Callable[[str], str]
    """Opens the routine of a slug in the editor; returns a sentence if it cannot, else an empty text."""
    create: Callable[[str], str]
    """Makes a routine of a name and opens it in the editor; returns a sentence if it cannot."""
    change: Callable[[str, Callable[[str], None]], None]
    """Asks for a step of the routine of a slug and for its values; gets a function that shows a sentence."""


class LibraryScreen(Screen[None]):
    """Lists the routines with a preview beside them.

    Args:
        folders: The folders of the routines and the history.
        routes: Callbacks that lead to other screens.
    """

    CSS_PATH = "library.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "app.quit", "Quit", show=False),
        Binding("e", "edit", "Edit", show=False),
        Binding("c", "change", "Change a step", show=False),
        Binding("n", "new", "New", show=False),
        Binding("f5", "reload", "Look again", show=False),
        Binding("slash", "find", "Find", show=False),
        Binding("escape", "show_all", "Everything again", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE_FROM, "-wide")]  # noqa: RUF012  Textual declares it so

    def __init__(self, folders: Folders, routes: LibraryRoutes) -> None:
        super().__init__()
        self._routes = routes
        self._may_be_stale = False
        """Whether files may have changed since they were listed: the person was in the editor or the form."""
        self._folders = folders
        self._all: list[RoutineSummary] = []
        self._summaries: list[RoutineSummary] = []
        """The routines in the list: all, or those found."""
        self._query = ""
        self._shelf: Shelf | None = None
        self._search: SearchBar | None = None
        self._last_done: dict[str, str] = {}
        """By slug, when a routine was last done, in ISO 8601."""
        self._preview: Timer | None = None
        self._away = False
        """Whether another screen has been in front."""
        self._is_shown = False
        """Whether the first frame is drawn."""
        self._filled_for = 0
        """Cells of a row for which the list was filled."""

    def compose(self) -> ComposeResult:
        """Yield the title, the list, the preview, a message and the line of keys."""
        yield Static("Backbeat", id="title", markup=False)
        with Horizontal(id="middle"):
            yield OptionList(id="routines", markup=False)
            with VerticalScroll(id="preview", can_focus=False), Vertical(id="page"):
                yield Static("", id="name", markup=False)
                yield Static("", id="about", markup=False)
                yield Static("", id="rows", markup=False)
        yield Static("", id="message", markup=False)
        yield Line(id="keys")

    def on_mount(self) -> None:
        """Fill the list before the first frame; when routines were last done is read after it."""
        self.action_reload()
        # While the app starts, nothing is drawn: its own queue is read when it has started.
        self.app.call_later(self.call_after_refresh, self._shown)

    def _shown(self) -> None:
        """Read what can wait until the first frame is drawn."""
        self._is_shown = True
        self._read_history()
        self._show_soon()

    def on_screen_suspend(self) -> None:
        """Note that another screen comes to the front."""
        self._away = True

    def on_screen_resume(self) -> None:
        """Read again what the editor or a session may have changed."""
        if self._may_be_stale:
            self._may_be_stale = False
            self.action_reload()
        if self._away:
            self._read_history()

    def on_resize(self) -> None:
        """Fill the list again if its width has changed."""
        if self._filled_for != self._room:
            self._fill()
        wide = self.size.width >= _ALL_KEYS_FROM
        change, again = (" a step", "   F5 look again") if wide else ("", "")
        keys = f"Enter start   / find   c change{change}   e edit   n new{again}   q quit"
        self.query_one("#keys", Line).show(keys)
        self._show_soon()

    def on_option_list_option_highlighted(self) -> None:
        """Preview the routine under the cursor, once the cursor rests."""
        self._show_soon()

    def _show_soon(self) -> None:
        if not self._is_shown:
            return
        if self._preview is not None:
            self._preview.stop()
        self._preview = self.set_timer(PREVIEW_AFTER, self._show_preview)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Start the routine, or say why it cannot be played."""
        summary = self._summaries[event.option_index]
        if summary.error is not None:
            self._say(f"{_file_of(summary)} cannot be played. {summary.error}")
        else:
            self._say("")
            self._routes.begin(summary.slug)

    def action_edit(self) -> None:
        """Open the routine under the cursor in the editor."""
        at = self.query_one("#routines", OptionList).highlighted
        if at is not None and at < len(self._summaries):
            self._may_be_stale = True
            self._say(self._routes.edit(self._summaries[at].slug))

    def action_change(self) -> None:
        """Ask for a step of the routine under the cursor, and for new values."""
        at = self.query_one("#routines", OptionList).highlighted
        if at is not None and at < len(self._summaries):
            self._say("")
            self._routes.change(self._summaries[at].slug, self._changed)

    def _changed(self, sentence: str) -> None:
        """Read the files again after the form of a step, and show its sentence."""
        self._may_be_stale = True
        self.action_reload()
        self._say(sentence)

    def action_new(self) -> None:
        """Ask for a name, make a routine of it, and open it in the editor."""
        from player.tui.library.ask_name import AskNameScreen

        def named(name: str | None) -> None:
            if name is not None:
                self._may_be_stale = True
                self._say(self._routes.create(name))

        self.app.push_screen(AskNameScreen("What is the new routine called?"), named)

    def action_reload(self) -> None:
        """Read the files again; the cursor stays on its routine, or goes to a single new one."""
        self._shelf = None
        before = {summary.slug for summary in self._all}
        at = self.query_one("#routines", OptionList).highlighted
        stays = self._summaries[at].slug if at is not None and at < len(self._summaries) else None
        self._all = sorted(
            Index(self._folders).summaries(),
            key=lambda summary: (summary.bundled, (summary.name or summary.slug).casefold()),
        )
        fresh = [summary.slug for summary in self._all if summary.slug not in before]
        wanted = fresh[0] if before and len(fresh) == 1 else stays
        if wanted != stays:
            self.action_show_all()
            self._query = ""
        self._look_for(self._query)
        slugs = [summary.slug for summary in self._summaries]
        self._fill(slugs.index(wanted) if wanted in slugs else None)
        if not self._all:
            self._say(f"There is no routine yet: put a .yaml file into {self._folders.routines}")

    async def action_find(self) -> None:
        """Open the search bar."""
        if self._search is None:
            from player.tui.library.search_bar import SearchBar

            self._search = SearchBar()
            await self.mount(self._search, before="#middle")
        self._search.open()

    def action_show_all(self) -> None:
        """List all routines again."""
        if self._search is not None:
            self._search.close()

    def on_search_bar_changed(self, event: "SearchBar.Changed") -> None:
        """List the routines found."""
        self._query = event.query
        self._say(self._look_for(event.query))
        self._fill(0, focus=False)

    def on_search_bar_done(self) -> None:
        """Give the list the keys back."""
        self.query_one("#routines", OptionList).focus()

    def _look_for(self, query: str) -> str:
        """Find the routines that match; return a sentence about them, or an empty text."""
        if not query.strip():
            self._summaries = self._all
            return ""
        from player.library.listing.finding import find, told
        from player.library.shelf import Shelf

        if self._shelf is None:
            self._shelf = Shelf(self._folders)
        found = find(query, self._all, self._shelf.catalogue)
        self._summaries = [self._all[place] for place in found.routines]
        return told(query, found, self._all)

    @property
    def _room(self) -> int:
        """Cells of a row of the list, known before the list has a size."""
        width = self.app.size.width
        return (_LIST_WIDTH if width >= _WIDE_FROM else width - 2) - _SCROLLBAR

    def _read_history(self) -> None:
        """Read when each routine was last done, and show it."""
        from player.history.sessions import last_done

        fresh = last_done(self._folders.history)
        if fresh != self._last_done:
            self._last_done = fresh
            self._fill()

    def _fill(self, at: int | None = None, *, focus: bool = True) -> None:
        """Fill the list; the cursor goes to the 0-based row `at`, or stays in its row."""
        done = self._last_done
        now = datetime.now().astimezone()
        routines = self.query_one("#routines", OptionList)
        at = at if at is not None else routines.highlighted or 0
        routines.clear_options()
        self._filled_for = self._room
        for summary in self._summaries:
            last = times.when(done[summary.slug], now) if summary.slug in done else "–"
            routines.add_option(Option(plain(_row(summary, last, self._room))))
        if self._summaries:
            routines.highlighted = min(at, len(self._summaries) - 1)
            if focus:
                routines.focus()

    def _show_preview(self) -> None:
        from player.tui.library.preview import preview

        at = self.query_one("#routines", OptionList).highlighted
        if at is None or at >= len(self._summaries):
            return
        pane = self.query_one("#preview", VerticalScroll)
        title, about, rows = preview(
            self._folders, self._summaries[at], pane.content_size.width, pane.size.height - _PREVIEW_HEAD
        )
        for name, text in (("name", visible(title)), ("about", visible(about)), ("rows", rows)):
            self.query_one(f"#{name}", Static).update(plain(text))

    def _say(self, text: str) -> None:
        self.query_one("#message", Static).update(plain(text))


def _row(summary: RoutineSummary, last: str, room: int) -> str:
    if summary.error is not None:
        return cut(visible(f"{_file_of(summary)}  ⚠ {summary.error}"), room)
    length = times.about_minutes(summary.timed_ms, is_open=summary.planned_ms is None)
    columns = f"  {length:>7}  {last:>9}"
    levels = f" · {len(summary.levels)} levels" if len(summary.levels) > 1 else ""
    name = cut(visible(summary.name or summary.slug), room - len(columns) - len(levels))
    return fit(name + levels, room - len(columns)) + columns


def _file_of(summary: RoutineSummary) -> str:
    return summary.path.replace("\\", "/").rsplit("/", 1)[-1]
