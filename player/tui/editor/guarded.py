"""A screen that holds something which is not saved yet."""

from textual.screen import Screen


class Guarded(Screen[None]):
    """Decides itself when it is left: the app asks it instead of closing it."""

    def ask_to_leave(self) -> None:
        """Leave, or ask what to do with what is not saved."""
        raise NotImplementedError

    def rescue(self) -> bool:
        """The program ends at once: bring to safety what is not saved; return whether there was something.

        Must not fail.
        """
        raise NotImplementedError

    def owns(self, action: str) -> bool:
        """Whether the key of an action of the whole app means something of its own here now."""
        raise NotImplementedError
