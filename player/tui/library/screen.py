"""The first screen: what there is to do, and one key to begin."""

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

if TYPE_CHECKING:  # YAML, and what only somebody who searches needs
    from player.library.shelf import Shelf
    from player.tui.library.search_bar import SearchBar

PREVIEW_AFTER: Final = 0.05
"""Seconds the cursor must rest before a preview is read: a held arrow key reads no file."""

_WIDE_FROM: Final = 96
"""Columns from which there is a preview."""
_ALL_KEYS_FROM: Final = 75
_LIST_WIDTH: Final = 52
"""As in the styles."""
_SCROLLBAR: Final = 2
_PREVIEW_HEAD: Final = 5
"""Lines of the preview above the timetable, or a few more."""


class LibraryRoutes(NamedTuple):
    """Where the library leads; the first three are called with the slug or name of a routine."""

    begin: Callable[[str], None]
    edit: Callable[[str], str]
    """Returns a sentence if it cannot be edited."""
    create: Callable[[str], str]
    """Returns a sentence if there can be none."""
    change: Callable[[str, Callable[[str], None]], None]
    """To change a step of a routine; gets its slug, and what shows a sentence."""


class LibraryScreen(Screen[None]):
    """Lists the routines with a preview beside them.

    Args:
        folders: Where the routines and the history are.
        ways: Where it leads.
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

    def __init__(self, folders: Folders, ways: LibraryRoutes) -> None:
        super().__init__()
        self._ways = ways
        self._writes = False
        self._folders = folders
        self._all: list[RoutineSummary] = []
        self._summaries: list[RoutineSummary] = []
        """Those that are shown: all, or what was found."""
        self._query = ""
        self._shelf: Shelf | None = None
        self._search: SearchBar | None = None
        self._done: dict[str, str] = {}
        self._preview: Timer | None = None
        self._away = False
        self._is_shown = False
        self._filled_for = 0

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
        yield Line(id="keys")

    def on_mount(self) -> None:
        """Fill the list before the first frame: it is what the person came for; the past can wait."""
        self.action_reload()
        # While an app starts, nothing is drawn: its own queue is read when that is over.
        self.app.call_later(self.call_after_refresh, self._shown)

    def _shown(self) -> None:
        """The first frame is there."""
        self._is_shown = True
        self._look_back()
        self._show_soon()

    def on_screen_suspend(self) -> None:
        """A session begins."""
        self._away = True

    def on_screen_resume(self) -> None:
        """Come back from a session: it may have changed what was last done."""
        if self._writes:
            self._writes = False
            self.action_reload()
        if self._away:
            self._look_back()

    def on_resize(self) -> None:
        """Fill the list again: its columns have another width now."""
        if self._filled_for != self._room:
            self._fill()
        wide = self.size.width >= _ALL_KEYS_FROM
        change, again = (" a step", "   F5 look again") if wide else ("", "")
        keys = f"Enter start   / find   c change{change}   e edit   n new{again}   q quit"
        self.query_one("#keys", Line).show(keys)
        self._show_soon()

    def on_option_list_option_highlighted(self) -> None:
        """Show what the routine under the cursor does, once the cursor rests."""
        self._show_soon()

    def _show_soon(self) -> None:
        if not self._is_shown:
            return
        if self._preview is not None:
            self._preview.stop()
        self._preview = self.set_timer(PREVIEW_AFTER, self._show_preview)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Begin, or say why not."""
        summary = self._summaries[event.option_index]
        if summary.error is not None:
            self._say(f"{_file_of(summary)} cannot be played. {summary.error}")
        else:
            self._say("")
            self._ways.begin(summary.slug)

    def action_edit(self) -> None:
        """Open the routine under the cursor in the editor."""
        at = self.query_one("#routines", OptionList).highlighted
        if at is not None and at < len(self._summaries):
            self._writes = True
            self._say(self._ways.edit(self._summaries[at].slug))

    def action_change(self) -> None:
        """Ask for a step of the routine under the cursor, and for new values."""
        at = self.query_one("#routines", OptionList).highlighted
        if at is not None and at < len(self._summaries):
            self._say("")
            self._ways.change(self._summaries[at].slug, self._changed)

    def _changed(self, sentence: str) -> None:
        """A step was changed, or the editor is open: what the list says may be old."""
        self._writes = True
        self.action_reload()
        self._say(sentence)

    def action_new(self) -> None:
        """Ask for a name, make a routine of it, and open it in the editor."""
        from player.tui.library.ask_name import AskNameScreen  # noqa: PLC0415  seldom needed

        def named(name: str | None) -> None:
            if name is not None:
                self._writes = True
                self._say(self._ways.create(name))

        self.app.push_screen(AskNameScreen("What is the new routine called?"), named)

    def action_reload(self) -> None:
        """Look at the files anew; the cursor stays on its routine, or goes to the one that is new."""
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
        """Ask for a name."""
        if self._search is None:
            from player.tui.library.search_bar import SearchBar  # noqa: PLC0415  not everybody searches

            self._search = SearchBar()
            await self.mount(self._search, before="#middle")
        self._search.open()

    def action_show_all(self) -> None:
        """Show everything again."""
        if self._search is not None:
            self._search.close()

    def on_search_bar_changed(self, event: "SearchBar.Changed") -> None:
        """Show what is called so."""
        self._query = event.query
        self._say(self._look_for(event.query))
        self._fill(0, focus=False)

    def on_search_bar_done(self) -> None:
        """The keys are for the list again."""
        self.query_one("#routines", OptionList).focus()

    def _look_for(self, query: str) -> str:
        """Take the routines that fit; return what to say of them."""
        if not query.strip():
            self._summaries = self._all
            return ""
        from player.library.listing.finding import find, told  # noqa: PLC0415  with the catalogue: YAML
        from player.library.shelf import Shelf  # noqa: PLC0415  same

        if self._shelf is None:
            self._shelf = Shelf(self._folders)
        found = find(query, self._all, self._shelf.catalogue)
        self._summaries = [self._all[place] for place in found.routines]
        return told(query, found, self._all)

    @property
    def _room(self) -> int:
        """Cells for one row of the list; known before the list has a size."""
        width = self.app.size.width
        return (_LIST_WIDTH if width >= _WIDE_FROM else width - 2) - _SCROLLBAR

    def _look_back(self) -> None:
        """Ask the history when each routine was last done, and show it."""
        from player.history.sessions import last_done  # noqa: PLC0415  SQLite; the first frame needs none

        done = last_done(self._folders.history)
        if done != self._done:
            self._done = done
            self._fill()

    def _fill(self, at: int | None = None, *, focus: bool = True) -> None:
        """Fill the list; the cursor goes to row `at`, or stays in its row."""
        done = self._done
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
        from player.tui.library.preview import preview  # noqa: PLC0415  YAML, after the first frame

        at = self.query_one("#routines", OptionList).highlighted
        if at is None or at >= len(self._summaries):
            return
        pane = self.query_one("#preview", VerticalScroll)
        title, about, rows = preview(
            self._folders, self._summaries[at], pane.content_size.width, pane.size.height - _PREVIEW_HEAD
        )
        for place, text in (("name", visible(title)), ("about", visible(about)), ("rows", rows)):
            self.query_one(f"#{place}", Static).update(plain(text))

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
