"""Speaks through the eSpeak NG library of `espeakng-loader`: `python -m player.audio.speech.espeak`.

A process of its own: the library is GPL and stays out of the program, and what it prints or breaks stays
here. One JSON object on stdin: `voice`, `rate`, `folder` and `texts`, spoken into `0.wav`, `1.wav` … of the
folder; or `voices`: their names are printed as a JSON list. Exit code 1: library or voice are not there.
"""

import ctypes
import json
import sys
import wave
from pathlib import Path
from typing import Any, Final

_SYNCHRONOUS: Final = 2
"""Mode: the call returns when all has been handed over."""
_NO_EXIT: Final = 0x8000
"""Option: without its data the library returns an error instead of ending the process."""
_UTF8: Final = 1
"""Flag of a text. Nothing else is set: no SSML, no phonemes in brackets, whatever a stranger writes."""
_CHARACTERS: Final = 1
"""Unit of the place to begin at."""
_RATE: Final = 1
"""Parameter: words per minute."""

_Heard = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


class _Voice(ctypes.Structure):
    _fields_ = (("name", ctypes.c_char_p), ("languages", ctypes.c_char_p), ("identifier", ctypes.c_char_p))


def main() -> int:
    """Speak what stdin asks for."""
    order = json.loads(sys.stdin.buffer.read())
    opened = _opened()
    if opened is None:
        return 1
    library, rate = opened
    if order.get("voices"):
        sys.stdout.write(json.dumps(sorted(_voices(library))))
        return 0
    if not _takes(library, order["voice"]):
        return 1
    library.espeak_SetParameter(_RATE, int(order["rate"]), 0)
    heard: list[bytes] = []

    def keep(samples: Any, count: int, _events: object) -> int:  # noqa: ANN401  a pointer, or nothing at the end
        if samples and count > 0:
            heard.append(ctypes.string_at(samples, 2 * count))
        return 0

    callback = _Heard(keep)  # kept here: the library holds nothing that Python would count
    library.espeak_SetSynthCallback(callback)
    for number, text in enumerate(order["texts"]):
        heard.clear()
        data = text.encode() + b"\0"
        library.espeak_Synth(data, len(data), 0, _CHARACTERS, 0, _UTF8, None, None)
        with wave.open(str(Path(order["folder"], f"{number}.wav")), "wb") as file:
            file.setparams((1, 2, rate, 0, "NONE", ""))
            file.writeframes(b"".join(heard))
    return 0


def _opened() -> tuple[ctypes.CDLL, int] | None:
    """The library and the rate of its samples."""
    try:
        import espeakng_loader  # an extra; only this process may load it

        library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = espeakng_loader.get_data_path()
    except (ImportError, OSError, RuntimeError):
        return None
    rate = library.espeak_Initialize(_SYNCHRONOUS, 0, data.encode(), _NO_EXIT)
    return None if rate <= 0 else (library, rate)


def _takes(library: ctypes.CDLL, voice: str) -> bool:
    """Whether the library speaks in a voice: a name of its own, or a language with or without a variant."""
    language, plus, variant = voice.partition("+")
    names = (voice, f"{_voices(library).get(language, language)}{plus}{variant}")
    return any(library.espeak_SetVoiceByName(name.encode()) == 0 for name in names)


def _voices(library: ctypes.CDLL) -> dict[str, str]:
    """The names of the voices by their languages."""
    library.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(_Voice))
    listed = library.espeak_ListVoices(None)
    found: dict[str, str] = {}
    number = 0
    while listed[number]:  # a null pointer ends the list
        voice = listed[number].contents
        # A priority as one byte stands before the language.
        language = voice.languages[1:].split(b"\0")[0].decode(errors="replace")
        found.setdefault(language, voice.identifier.decode(errors="replace"))
        number += 1
    return found


if __name__ == "__main__":
    sys.exit(main())
