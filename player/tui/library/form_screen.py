"""The form that changes a few values of one step, for people who do not write YAML."""

import asyncio
from typing import ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.events import DescendantFocus
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from player.coach.editing.step_form import FieldFault, FormField, FormSaved, StepForm
from player.routine.grammar.keytypes import KeyPlace
from player.routine.grammar.legal import keys_of
from player.routine.visible import visible
from player.tui.widgets.plain_text import plain

CHECK_AFTER: Final = 0.12
"""Seconds without a key after which the values are checked."""
EDITOR: Final = "editor"
"""The screen's result where the person wants the editor instead."""
_MOST: Final = 200
"""Characters of a value."""


class FormScreen(ModalScreen[FormSaved | str | None]):
    """Asks for values and writes them into the file; its result is what was saved, `EDITOR`, or None.

    Args:
        change: The form of the step, which checks and saves the values.
    """

    CSS = """
    FormScreen { align: center middle; }
    FormScreen > VerticalScroll { width: 64; max-width: 100%; height: auto; max-height: 100%; padding: 0 2;
                                  background: $surface; border: round $primary; }
    FormScreen #step { text-style: bold; margin: 0 0 1 0; }
    FormScreen Horizontal { height: 1; }
    FormScreen .key { width: 10; }
    FormScreen Input { width: 1fr; }
    FormScreen .fault { color: $text-error; margin: 0 0 0 10; min-height: 1; }
    FormScreen #help { color: $text-muted; height: 2; }
    FormScreen #whole { color: $text-error; }
    FormScreen #form-keys { color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Back", show=False),
        Binding("f4", "editor", "Editor", show=False),
        Binding("up", "app.focus_previous", "Up", show=False),
        Binding("down", "app.focus_next", "Down", show=False),
    ]

    def __init__(self, change: StepForm) -> None:
        super().__init__()
        self._change = change
        self._busy = asyncio.Lock()
        """Held while a thread uses the form, which is not thread-safe."""

    def compose(self) -> ComposeResult:
        """Yield the name, for each value an input and room for its fault, the help, and the line of keys."""
        with VerticalScroll(can_focus=False):
            yield Static(plain(visible(self._change.name)), id="step")
            for entry in self._change.entries:
                with Horizontal():
                    yield Static(plain(entry.key), classes="key")
                    yield _field(entry)
                yield Static("", id=f"fault-{entry.key}", classes="fault", markup=False)
            yield Static("", id="help", markup=False)
            yield Static("", id="whole", markup=False)
            yield Static("Enter take over · ↑ ↓ · F4 as text · Esc leave", id="form-keys", markup=False)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Show the help of the value that has the focus."""
        if isinstance(event.widget, Input) and event.widget.id is not None:
            key = keys_of(KeyPlace.EXERCISE)[event.widget.id.removeprefix("value-")]
            example = key.example.partition(": ")[2]
            self.query_one("#help", Static).update(plain(f"{key.help} Such as {example}"))

    def on_input_changed(self) -> None:
        """Check the values after a pause in typing."""
        self._check()

    def on_input_submitted(self) -> None:
        """Enter: save the values and close."""
        self._save()

    def action_editor(self) -> None:
        """Close, and open the editor instead."""
        self.dismiss(EDITOR)

    def action_cancel(self) -> None:
        """Close without a change."""
        self.dismiss(None)

    def _values(self) -> dict[str, str]:
        return {
            entry.key: self.query_one(f"#value-{entry.key}", Input).value
            for entry in self._change.entries
            if not entry.is_fixed
        }

    @work(exclusive=True)
    async def _check(self) -> None:
        await asyncio.sleep(CHECK_AFTER)
        async with self._busy:
            if self.is_current:
                self._show(await asyncio.to_thread(self._change.check, self._values()))

    @work(group="save")
    async def _save(self) -> None:
        async with self._busy:
            if not self.is_current:
                return
            answer = await asyncio.to_thread(self._change.save, self._values())
        if not isinstance(answer, FormSaved):
            self._show(answer)
        elif self.is_current:
            self.dismiss(answer)

    def _show(self, fault: FieldFault | None) -> None:
        if not self.is_current:  # the person left the form while a thread used it
            return
        for entry in self._change.entries:
            text = fault.text if fault is not None and fault.key == entry.key else ""
            self.query_one(f"#fault-{entry.key}", Static).update(plain(f"✗ {text}" if text else ""))
        whole = fault.text if fault is not None and fault.key is None else ""
        self.query_one("#whole", Static).update(plain(f"✗ {whole} F4 opens the editor." if whole else ""))


def _field(entry: FormField) -> Input:
    """The input of a value; while it is empty, the value that applies then is shown dimmed."""
    if_empty = f"{entry.inherited}, inherited" if entry.inherited else ""
    if_empty = if_empty or (f"{entry.usual}, as usual" if entry.usual else "")
    field = Input(
        visible(entry.written),
        placeholder=visible(if_empty),
        id=f"value-{entry.key}",
        max_length=_MOST,
        compact=True,
        select_on_focus=True,
    )
    field.disabled = entry.is_fixed
    return field
