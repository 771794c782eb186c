"""The settings of a person, with their defaults."""

from typing import TYPE_CHECKING, Final, NamedTuple

from player.script.model import Amount

if TYPE_CHECKING:  # most people have set nothing
    from player.routine.problems import Problem


class SoundConfig(NamedTuple):
    """The settings below `sound`."""

    output: str = "auto"
    """As `--audio`."""
    volume: int = 100
    """Volume of everything, per cent."""
    cues: int = 100
    """Volume of tones, per cent."""
    words: int = 100
    """Volume of speech, per cent."""
    pulses: bool = True
    """Whether the dots inside holds are heard."""
    latency_ms: int = 0
    """Delay of the device in milliseconds: 150 to 300 for Bluetooth."""
    period_ms: int = 20
    """Length of a block in milliseconds: 20, 40 or 100."""
    theme: str | None = None
    """Bare name of a folder in `<config>/sounds`; None: the program's own sounds."""
    others: int = 100
    """Volume of other programs during a session, per cent; 100: they are left alone."""


class SpeechConfig(NamedTuple):
    """The settings below `speech`."""

    amount: Amount = Amount.FULL
    engine: str = "auto"
    """The engine that speaks phrases that were not recorded: one of `ENGINES`."""
    voice: str = ""
    """A voice of that engine; if one is named it is preferred to the recordings. Empty: the engine's
    usual one."""
    rate: int = 165
    """Words a minute."""


class Config(NamedTuple):
    """All settings; one that is missing or wrong has its default."""

    sound: SoundConfig = SoundConfig()
    speech: SpeechConfig = SpeechConfig()
    problems: "tuple[Problem, ...]" = ()
    """The mistakes in the file, in the order of their places; none of them changes a setting."""


OUTPUTS: Final = ("auto", "miniaudio", "simpleaudio", "pipe", "bell", "none")
"""The outputs that can be set: all that `--audio` takes but `wav:FILE`."""
PERIODS: Final = (20, 40, 100)
"""The lengths of a block that can be set, ms."""
ENGINES: Final = ("auto", "say", "sapi", "espeakng-loader", "espeak-ng", "none")
"""The speech engines that can be set (DESIGN §6); `none`: only recordings."""
