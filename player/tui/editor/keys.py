"""The keys of the editor, declared once: bindings and the list of keys are made of them."""

from typing import Final

from textual.binding import Binding

from player.tui.session.keys import KeyRow

EDITOR_KEYS: Final = (
    KeyRow("ctrl+s", "Ctrl-S", "save", "save; the version before is kept"),
    KeyRow("f2,ctrl+space,ctrl+@,ctrl+at", "F2, Ctrl-Space", "complete", "what could be written here"),
    KeyRow("f8", "F8", "problem(1)", "to the next problem"),
    KeyRow("shift+f8,f20", "Shift-F8", "problem(-1)", "to the problem before"),
    KeyRow("f4", "F4", "fix", "apply the fix that is offered"),
    KeyRow("f5", "F5", "play", "play from the step under the cursor, saved or not"),
    KeyRow("f7", "F7", "hear", "hear the sounds of the step under the cursor"),
    KeyRow("ctrl+f", "Ctrl-F", "find", "find"),
    KeyRow("f3", "F3", "find_next(1)", "find the next place"),
    KeyRow("shift+f3,f15", "Shift-F3", "find_next(-1)", "find the place before"),
    KeyRow("f6", "F6", "versions", "older versions: compare, take one back"),
    KeyRow("f9", "F9", "timetable", "timetable beside the text: off and on"),
    KeyRow("", "Ctrl-Z, Ctrl-Y", "", "undo · redo"),
    KeyRow("", "Tab, Shift-Tab", "", "one level in · out; of the lines that are selected"),
    KeyRow("", "Shift-arrows", "", "select; Ctrl-A all · Ctrl-C copy · Ctrl-X cut · Ctrl-V paste"),
    KeyRow("", "Esc, Ctrl-Q", "", "leave; asks if something is not saved"),
    KeyRow("f1", "F1", "keys", "this list"),
)


def editor_bindings() -> list[Binding]:
    """Return the bindings of the editor's screen; in the text area they come before its own."""
    return [
        Binding(
            key.keys,
            key.action,
            key.does,
            show=False,
            id="editor." + key.action.replace("(-1)", "_back").replace("(1)", "_on"),
        )
        for key in EDITOR_KEYS
        if key.keys
    ] + [Binding("escape", "leave", "Leave", show=False)]


ACTIONS: Final = {
    **{name: key.action for key in EDITOR_KEYS if key.keys for name in key.keys.split(",")},
    "escape": "leave",
}
"""The action of each key by Textual's name of the key; the text area runs them in the order of keys."""
