"""The voices that come with macOS and Windows."""

import json
import math
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from player.audio.speech.engines import EngineCommand, SpeechEngine, VoiceName

_SYSTEM: str = sys.platform
"""Typed as any string: a type checker assumes that `sys.platform` is its own system."""

_SAY: Final = Path("/usr/bin/say")
"""By its full path: another `say` on PATH is not that of the system."""

_SPEAK: Final = r"""
$ErrorActionPreference = 'Stop'
Add-Type -AssemblyName System.Speech
$bytes = [Convert]::FromBase64String([Console]::In.ReadToEnd())
$order = [Text.Encoding]::UTF8.GetString($bytes) | ConvertFrom-Json
$speech = New-Object System.Speech.Synthesis.SpeechSynthesizer
if ($order.voice) { $speech.SelectVoice($order.voice) }
$speech.Rate = $order.rate
$form = New-Object System.Speech.AudioFormat.SpeechAudioFormatInfo(22050, 'Sixteen', 'Mono')
for ($n = 0; $n -lt $order.texts.Count; $n++) {
  $speech.SetOutputToWaveFile((Join-Path $order.folder "$n.wav"), $form)
  $speech.Speak([string]$order.texts[$n])
  $speech.SetOutputToNull()
}
"""
"""Texts arrive as data on stdin, in base64: the console has an encoding of its own. `Speak` of a string is
plain text, not SSML."""

_LIST: Final = r"""
Add-Type -AssemblyName System.Speech
[Console]::OutputEncoding = [Text.Encoding]::UTF8
(New-Object System.Speech.Synthesis.SpeechSynthesizer).GetInstalledVoices() | ForEach-Object {
  $_.VoiceInfo.Name + "`t" + $_.VoiceInfo.Culture.Name }
"""

_PLAIN_RATE: Final = 180
"""Words per minute of SAPI at its rate 0; 10 is three times as fast, -10 a third."""


class MacSay(SpeechEngine):
    """`say` of macOS."""

    @classmethod
    def find(cls) -> "MacSay | None":
        """Return it on macOS."""
        if _SYSTEM != "darwin" or not _SAY.is_file():
            return None
        import platform

        return cls("say", _SAY, platform.mac_ver()[0])

    def commands(self, texts: Sequence[str], voice: str, rate: int, folder: Path) -> list[EngineCommand]:
        """Return one command a text: `say` makes one file."""
        chosen = ["-v", voice] if voice else []
        form = ["--file-format=WAVE", "--data-format=LEI16@22050"]
        words = [str(self.place), *chosen, "-r", str(rate), *form, "-f", "-", "-o"]
        return [
            EngineCommand([*words, str(folder / f"{number}.wav")], text.encode(), (number,))
            for number, text in enumerate(texts)
        ]

    def asking_voices(self) -> EngineCommand:
        """Return the command that prints a line for each voice."""
        return EngineCommand([str(self.place), "-v", "?"], b"", ())

    def read_voices(self, printed: str) -> list[VoiceName]:
        """Return the voices of lines `Bad News            en_US    # The light you see …`."""
        found = (re.match(r"(\S.*?)\s+([a-z]{2,3}[_-]\S+)\s+#", line) for line in printed.splitlines())
        return [VoiceName(match[1], match[2]) for match in found if match is not None]


class Sapi(SpeechEngine):
    """The speech of Windows, through PowerShell."""

    @classmethod
    def find(cls) -> "Sapi | None":
        """Return it on Windows."""
        if _SYSTEM != "win32":
            return None
        import platform

        root = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"))
        place = root / "System32" / "WindowsPowerShell" / "v1.0" / "powershell.exe"
        return cls("sapi", place, platform.version()) if place.is_file() else None

    def commands(self, texts: Sequence[str], voice: str, rate: int, folder: Path) -> list[EngineCommand]:
        """Return one command for all of them: PowerShell takes long to start."""
        step = round(10 * math.log(rate / _PLAIN_RATE, 3))
        order = {"voice": voice, "rate": max(-10, min(10, step)), "folder": str(folder), "texts": list(texts)}
        stdin = _base64(json.dumps(order).encode())
        return [EngineCommand(self._script(_SPEAK), stdin, tuple(range(len(texts))))]

    def asking_voices(self) -> EngineCommand:
        """Return the command that prints a line for each voice."""
        return EngineCommand(self._script(_LIST), b"", ())

    def read_voices(self, printed: str) -> list[VoiceName]:
        """Return the voices of lines of name, tab and language."""
        rows = (line.strip().partition("\t") for line in printed.splitlines() if line.strip())
        return [VoiceName(name, language) for name, _, language in rows]

    def _script(self, text: str) -> list[str]:
        encoded = _base64(text.encode("utf-16-le")).decode()
        return [str(self.place), "-NoProfile", "-NonInteractive", "-EncodedCommand", encoded]


def _base64(data: bytes) -> bytes:
    import base64  # only Windows needs it

    return base64.b64encode(data)
