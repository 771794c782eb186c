"""The settings of a person, with their defaults."""

from typing import TYPE_CHECKING, Final, NamedTuple

from player.script.model import Amount

if TYPE_CHECKING:  # most people have set nothing
    from player.routine.problems import Problem


class SoundConfig(NamedTuple):
    """What is set below `sound`."""

    output: str = "auto"
    """As `--audio`."""
    volume: int = 100
    """Of everything, per cent."""
    cues: int = 100
    """Of tones, per cent."""
    words: int = 100
    """Of speech, per cent."""
    pulses: bool = True
    """Whether the dots inside holds are heard."""
    latency_ms: int = 0
    """How late the device is heard: Bluetooth 150 to 300."""
    period_ms: int = 20
    """Length of a block: 20, 40 or 100."""
    theme: str | None = None
    """Bare name of a folder in `<config>/sounds`; None: the program's own sounds."""
    others: int = 100
    """To how many per cent other programs are lowered meanwhile; 100: they are left alone."""


class SpeechConfig(NamedTuple):
    """What is set below `speech`."""

    amount: Amount = Amount.FULL
    engine: str = "auto"
    """Which engine speaks what was not recorded: one of `ENGINES`."""
    voice: str = ""
    """A voice of that engine; if one is named it is preferred to what was recorded. Empty: the engine's
    usual one."""
    rate: int = 165
    """Words a minute."""


class Config(NamedTuple):
    """Everything that is set; what is not, or wrongly, has its default."""

    sound: SoundConfig = SoundConfig()
    speech: SpeechConfig = SpeechConfig()
    problems: "tuple[Problem, ...]" = ()
    """What is wrong in the file, in the order of the places; each is told once and changes nothing."""


OUTPUTS: Final = ("auto", "miniaudio", "simpleaudio", "pipe", "bell", "none")
"""What can be set as the output: all that `--audio` takes but `wav:FILE`."""
PERIODS: Final = (20, 40, 100)
"""Lengths of a block, ms."""
ENGINES: Final = ("auto", "say", "sapi", "espeakng-loader", "espeak-ng", "none")
"""What can speak (DESIGN §6); `none`: only what was recorded."""
