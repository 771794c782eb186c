"""The screen of tips on what may help besides exercise."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from player.tui.widgets.plain_text import plain
from player.views.text.tips import CAUTION, TIPS


class TipsScreen(ModalScreen[None]):
    """Shows the tips until a key closes it."""

    CSS = """
    TipsScreen { align: center middle; }
    TipsScreen #box { width: 76; max-width: 100%; height: auto; max-height: 100%; padding: 1 2;
                      background: $surface; }
    TipsScreen .title { text-style: bold; margin: 1 0 0 0; }
    TipsScreen .source, TipsScreen #caution, TipsScreen #close { color: $text-muted; }
    TipsScreen #close { dock: bottom; height: 1; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape,q,t,pagedown", "dismiss_tips", "Close", show=False),
        Binding("up", "move(-2)", "Up", show=False, priority=True),
        Binding("down", "move(2)", "Down", show=False, priority=True),
    ]

    def compose(self) -> ComposeResult:
        """Yield the tips, each with its source."""
        with VerticalScroll(id="box"):
            yield Static(plain(CAUTION), id="caution")
            for tip in TIPS:
                yield Static(plain(tip.title), classes="title")
                yield Static(plain(tip.text))
                yield Static(plain(f"Source: {tip.source}."), classes="source")
            yield Static(plain("Enter close   ↑ ↓ read on"), id="close")

    def action_dismiss_tips(self) -> None:
        """Close, back to the summary."""
        self.dismiss()

    def action_move(self, lines: int) -> None:
        """Scroll by lines, down or up (negative)."""
        self.query_one("#box", VerticalScroll).scroll_relative(y=lines, animate=False)
