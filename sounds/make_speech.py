"""Records every piece of speech that Backbeat needs: `python sounds/make_speech.py [--check | --anew]`.

Writes `speech/en.wav`, all clips in one file (mu-law, 22,050 Hz), and `speech/en.json`, the place of each
clip in it. Speaking needs `espeakng-loader` (the extra `speech`); since the files are committed, only this
script needs it. A clip whose text and settings did not change is kept byte for byte. `--check` needs no
engine: it lists clips that are missing, out of date or no longer needed, and exits with 1 if there are any.
`--anew` speaks all clips again.

Needed are the fixed vocabulary of the language, names and cues of the catalogue, and whatever else the
bundled routines say at any level and length.
"""
# ruff: noqa: INP001  (a script beside the files it makes, not a package)

import argparse
import json
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from player.audio.clips import ClipError, chunks  # noqa: E402  the program beside this folder
from player.audio.speech.chain import Speaking  # noqa: E402
from player.audio.speech.engines import ESPEAK_VOICE, USUAL_RATE, LibraryEspeak  # noqa: E402
from player.audio.speech.levelling import LEVELLING  # noqa: E402
from player.audio.speech.manifest import FORMAT, Manifest  # noqa: E402
from player.audio.speech.mulaw import SPEECH_RATE, wav  # noqa: E402
from player.audio.speech.synthesis import Runner, synthesise  # noqa: E402
from player.library.folders import Folders  # noqa: E402
from player.library.shelf import Shelf  # noqa: E402
from player.routine.model import Routine  # noqa: E402
from player.script.language.language import pieces_of, vocabulary  # noqa: E402
from player.script.model import Amount, Last, Phrase, Said, Voice, clip_of, estimated  # noqa: E402
from player.script.phrases.announcements import announcement, place_line, repeat, welcome_back  # noqa: E402
from player.script.planner import plan_script  # noqa: E402
from player.timeline.choices import Choices  # noqa: E402
from player.timeline.compile import compile_routine  # noqa: E402
from player.timeline.model import Timeline  # noqa: E402
from player.timeline.offers import offers  # noqa: E402

SPEECH: Final = ROOT / "sounds" / "speech"
LANGUAGE: Final = "en"
ENGINE_VERSION: Final = "0.2.4"
"""Version of `espeakng-loader`, which holds eSpeak NG 1.52.0. Other versions may speak differently."""

SETTINGS: Final = ["espeakng-loader", ENGINE_VERSION, ESPEAK_VOICE, USUAL_RATE, LEVELLING]
"""Everything besides its text that a clip depends on: if any of it changes, all clips are spoken again."""

RESPELLED: Final = (
    (r"^close$", "cloze"),  # the verb, not the adjective
    (r"\bwind-down\b", "wined-down"),
    (r"\bws\b", "w's"),
)
"""Patterns of words that the engine mispronounces, with a spelling that it says right."""

SHORT: Final = 1
LONG: Final = 6_000
"""Lengths of phrases in ms: with `SHORT` every full form finds room, with `LONG` only short forms do."""


class Clip(NamedTuple):
    """One recorded piece."""

    data: bytes
    """mu-law samples at `SPEECH_RATE`."""
    text: str
    """The text as it was given to the engine."""


def needed() -> dict[str, str]:
    """Return the texts of all needed clips by name, sorted by name."""
    pieces = {clip_of(piece) for piece in all_pieces()}
    return {name: respelled(name) for name in sorted(pieces) if name}


def all_pieces() -> Iterator[str]:
    """Yield every piece that has to be recorded, many of them more than once."""
    yield from vocabulary(LANGUAGE)
    with tempfile.TemporaryDirectory() as nowhere:  # leaves out the own routines of whoever runs this
        folders = Folders(*(Path(nowhere, name) for name in ("config", "data", "cache", "state")))
        shelf = Shelf(folders)
        for entry in shelf.catalogue.entries.values():
            yield from pieces_of(entry, LANGUAGE)
        for volume in shelf.volumes():
            if volume.routine is not None:
                for timeline in tapes(volume.routine, volume.slug):
                    yield from pieces_in(timeline)


def tapes(routine: Routine, slug: str) -> Iterator[Timeline]:
    """Yield tapes of a routine at each of its levels; every step that can be chosen is in one of them."""
    for level in routine.levels or (None,):
        yield compile_routine(routine, slug, Choices(level=level))
        for offer in offers(routine, level):
            for step in offer.steps if offer.kind == "choose" else ():
                yield compile_routine(routine, slug, Choices(level=level, chosen=(step,)))


def pieces_in(timeline: Timeline) -> Iterator[str]:
    """Yield the pieces of everything that may be said of a tape, even of phrases that found no room."""
    for voice in voices(timeline):
        for each in plan_script(timeline, voice):
            if isinstance(each, Said):
                yield from each.phrase
        for index in range(len(timeline.intervals)):
            for phrase in answers(timeline, index, voice):
                yield from phrase


def voices(timeline: Timeline) -> Iterator[Voice]:
    """Yield voices that say different things: for new and practised people, with more and less room."""
    shipped = Voice(Amount.FULL, Manifest.read(SPEECH, LANGUAGE).length, hints=True, language=LANGUAGE)
    for length_of in (shipped.length_of, estimated, lambda _: SHORT, lambda _: LONG):
        yield shipped._replace(length_of=length_of)
        yield shipped._replace(length_of=length_of, amount=Amount.BRIEF)
    works = [interval for interval in timeline.intervals if interval.is_work]
    known = frozenset(work.exercise for work in works if work.exercise is not None)
    for less in (-1, 1):
        last = {
            work.path: Last(
                None if work.reps is None else work.reps - less,
                None if work.duration is None else work.duration - 5_000 * less,
            )
            for work in works
        }
        yield shipped._replace(length_of=lambda _: SHORT, familiar=known, last=last)


def answers(timeline: Timeline, index: int, voice: Voice) -> Iterator[Phrase]:
    """Yield the phrases about an interval that are said when a key leads there or asks for it."""
    for before in (None, max(0, index - 1)):
        for part in announcement(timeline, index, before, voice):
            yield from (part.full, part.short)
    yield from (part.full for part in repeat(timeline, index, voice, rep=2))
    yield from (part.full for part in repeat(timeline, index, voice, left=12_000))
    for back in (False, True):
        yield place_line(timeline, index, voice, back=back)
    yield welcome_back(timeline, index, voice, rep=3)


def respelled(name: str) -> str:
    """Return a clip's name as it has to be spelled for the engine."""
    for pattern, spelling in RESPELLED:
        name = re.sub(pattern, spelling, name)
    return name


def recorded(folder: Path) -> dict[str, Clip]:
    """Return the recorded clips by name; none if the files are unreadable or made with other settings."""
    try:
        index = json.loads((folder / f"{LANGUAGE}.json").read_bytes())
        _, samples = chunks((folder / f"{LANGUAGE}.wav").read_bytes())
    except (OSError, ValueError, ClipError):
        return {}
    if index.get("format") != FORMAT or index.get("made") != SETTINGS:
        return {}
    manifest = Manifest(index["pieces"])
    found = {}
    for name, (_, _, *respelling) in index["pieces"].items():
        place = manifest.place(name)
        if place is not None:
            data = samples[place.first : place.first + place.frames]
            if len(data) == place.frames:
                found[name] = Clip(data, respelling[0] if respelling else name)
    return found


def differences(texts: Mapping[str, str], there: Mapping[str, Clip]) -> list[str]:
    """Return a line for each clip that is missing, has another text now, or is no longer needed."""
    found = [f"missing: {name}" for name in texts if name not in there]
    found += [
        f"out of date: {name}" for name, text in texts.items() if name in there and there[name].text != text
    ]
    return found + [f"not needed: {name}" for name in there if name not in texts]


def spoken(texts: list[str], tell: Callable[[int], None]) -> list[bytes]:
    """Return the samples of texts, in their order.

    Each text is spoken in a fresh process: the library carries a little of one text over into the next, and
    the same text must give the same bytes whatever else is spoken.

    Args:
        texts: The texts.
        tell: Called with the number of texts spoken so far.

    Raises:
        SystemExit: There is no such engine, or it is silent.
    """
    engine = LibraryEspeak.find()
    if engine is None or engine.version != ENGINE_VERSION:
        raise SystemExit(f"Speaking needs espeakng-loader {ENGINE_VERSION}: pip install '.[speech]'")
    speaking, runner = Speaking(engine, ESPEAK_VOICE, USUAL_RATE), Runner()
    clips = []
    with ThreadPoolExecutor(os.cpu_count()) as pool, tempfile.TemporaryDirectory() as place:
        for text, (clip,) in zip(
            texts,
            pool.map(lambda text: synthesise(speaking, [text], runner, Path(place)), texts),
            strict=True,
        ):
            if clip is None:
                raise SystemExit(f"Nothing was heard of {text!r}.")
            clips.append(clip)
            tell(len(clips))
    return clips


def write(folder: Path, clips: Mapping[str, Clip]) -> None:
    """Write both files with the clips sorted by name; the list has a line for each."""
    lines, first = [], 0
    for name, clip in sorted(clips.items()):
        place = [first, len(clip.data), *([clip.text] if clip.text != name else [])]
        lines.append(f"{json.dumps(name)}: {json.dumps(place)}")
        first += len(clip.data)
    head = f'{{\n"format": {FORMAT},\n"rate": {SPEECH_RATE},\n"made": {json.dumps(SETTINGS)},\n"pieces": {{\n'
    folder.mkdir(exist_ok=True)
    samples = b"".join(clip.data for _, clip in sorted(clips.items()))
    (folder / f"{LANGUAGE}.wav").write_bytes(wav(samples))
    (folder / f"{LANGUAGE}.json").write_text(head + ",\n".join(lines) + "\n}}\n", encoding="utf-8")


def make(folder: Path, *, anew: bool) -> None:
    """Make the files agree with the clips that are needed.

    The lengths of recorded clips decide which phrases find room, and so which clips are needed: this repeats
    until nothing is missing.
    """
    while True:
        texts = needed()
        there = {} if anew else recorded(folder)
        if not differences(texts, there):
            break
        anew = False
        new = [name for name, text in texts.items() if name not in there or there[name].text != text]
        print(f"{len(texts)} clips, {len(new)} of them to be spoken")
        made = spoken([texts[name] for name in new], _tell)
        clips = {name: there[name] for name in texts if name in there}
        clips |= {name: Clip(clip, texts[name]) for name, clip in zip(new, made, strict=True)}
        write(folder, clips)
    seconds = sum(len(clip.data) for clip in there.values()) / SPEECH_RATE
    print(f"{len(there)} clips, {seconds:.0f} s")


def _tell(done: int) -> None:
    if done % 50 == 0:
        print(f"  {done}")


def main() -> int:
    """Make the files, or with `--check` print what is wrong with them; return the exit code."""
    parser = argparse.ArgumentParser(description="Record the speech that the program needs.")
    parser.add_argument("--check", action="store_true", help="only say what is missing or out of date")
    parser.add_argument(
        "--anew", action="store_true", help="speak every clip, also those that did not change"
    )
    options = parser.parse_args()
    if not options.check:
        make(SPEECH, anew=options.anew)
        return 0
    found = differences(needed(), recorded(SPEECH))
    print("\n".join(found) or "Everything that is said is recorded.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
