"""Reads `config.yaml`: the text as any other YAML here, then each setting for itself.

A mistake costs the setting it stands in, nothing else: its default holds, and the problem says so.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from player.library.config.config import Config, SoundConfig, SpeechConfig
from player.library.config.table import SECTIONS, Setting
from player.library.files import read_text
from player.routine.codes import Code
from player.routine.grammar.spelling import Hints, nearest
from player.routine.nodes import Mapping as MappingNode
from player.routine.nodes import Node, Scalar, Span
from player.routine.problems import Problem, Problems
from player.routine.text.compose import FASTEST, Loader, compose
from player.routine.values.fields import report_fault
from player.routine.values.texts import scalar
from player.routine.values.written import ValueFault
from player.routine.visible import quoted, visible
from player.script.model import Amount

SOUNDS: Final = "sounds"
"""The folder beside `config.yaml` that holds themes."""

_SWALLOWED: Final = re.compile(r"\s*([A-Za-z_]+):(?=\S)\s*")


def config_in(path: Path) -> tuple[Config, str | None]:
    """Return the settings of a file, and its text for showing problems; None: its bytes are no text."""
    text = read_text(path)
    if isinstance(text, Problem):
        lost = text.code is Code.NO_FILE
        told = text._replace(message="this link leads nowhere", hint="delete it") if lost else text
        return Config(problems=(told,)), None
    config = config_of(text)
    return _with_theme_that_is_there(config, text, path.parent / SOUNDS), text


def config_of(text: str, loader: Loader = FASTEST) -> Config:
    """Return the settings of a text, with all its problems. Any text is accepted.

    Args:
        text: As `decode` returns it.
        loader: The YAML parser.
    """
    problems = Problems(text)
    root, found = compose(text, loader)
    problems.extend(problem for problem in found if problem.code is not Code.EMPTY_FILE)
    reading = _Reading(problems)
    given = {} if root is None else reading.sections(root)
    sound, speech = (
        {setting.field: value for setting, value in reading.settings(name, given.get(name))}
        for name in ("sound", "speech")
    )
    if "amount" in speech:
        speech["amount"] = Amount(speech["amount"])
    return Config(SoundConfig(**sound), SpeechConfig(**speech), problems.in_order())


class _Reading:
    """One reading of one text."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._hints = Hints()

    def sections(self, root: Node) -> dict[str, Node]:
        """Return the sections by their names."""
        if not isinstance(root, MappingNode):
            if not self._swallowed(root, tuple(SECTIONS)):
                hint = "begin with 'sound:', and below it, indented, a line such as 'volume: 80'"
                self._problems.error(
                    Code.WRONG_TYPE, root.span, "settings stand below 'sound' or 'speech'", hint
                )
            return {}
        found: dict[str, Node] = {}
        for word, node in root.pairs:
            if word.text in SECTIONS:
                found[word.text] = node
            else:
                self._no_section(word)
        return found

    def settings(self, section: str, node: Node | None) -> list[tuple[Setting, Any]]:
        """Return the settings of a section that can be read."""
        if node is None or (isinstance(node, Scalar) and (not node.text or node.style == "refused")):
            return []  # all of it is commented out
        known = SECTIONS[section]
        if not isinstance(node, MappingNode):
            if not self._swallowed(node, tuple(known)):
                example = next(iter(known.values())).key.example
                message = f"'{section}' needs settings, each on a line below it"
                self._problems.error(Code.WRONG_TYPE, node.span, message, f"such as '{example}'")
            return []
        found: list[tuple[Setting, Any]] = []
        for word, value in node.pairs:
            setting = known.get(word.text)
            if setting is None:
                self._no_setting(word, section)
                continue
            read = self._value(setting, value, known)
            if not isinstance(read, ValueFault):
                found.append((setting, read))
        return found

    def _value(self, setting: Setting, node: Node, known: Mapping[str, Setting]) -> Any:  # noqa: ANN401  each setting has its own type
        """Return the value of one setting; a fault is reported before it is returned."""
        silent = ValueFault(Code.WRONG_TYPE, "")
        if isinstance(node, Scalar) and self._swallowed(node, tuple(known), after_first_line=True):
            return silent
        found = scalar(node, setting.key, self._problems)
        if found is None:
            return silent
        read = setting.read(found.text, setting.key)
        if isinstance(read, ValueFault):
            report_fault(read, found, setting.key, self._problems)
        return read

    def _no_section(self, word: Scalar) -> None:
        message = f"{quoted(word.text)} is no part of the settings"
        homes = [name for name, known in SECTIONS.items() if word.text in known]
        if homes:
            hint: str | None = f"write '{homes[0]}:' above it, and indent it below that"
            self._problems.error(
                Code.WRONG_PLACE, word.span, f"{quoted(word.text)} belongs below '{homes[0]}'", hint
            )
            return
        meant = self._hints.ask(lambda: nearest(word.text, SECTIONS))
        hint = f"did you mean '{meant}'?" if meant is not None else f"there are {' and '.join(SECTIONS)}"
        self._problems.error(Code.UNKNOWN_KEY, word.span, message, hint)

    def _no_setting(self, word: Scalar, section: str) -> None:
        others = [name for name, known in SECTIONS.items() if word.text in known]
        if others:
            message = f"{quoted(word.text)} belongs below '{others[0]}', not '{section}'"
            self._problems.error(Code.WRONG_PLACE, word.span, message, f"move it below '{others[0]}:'")
            return
        known = SECTIONS[section]
        meant = self._hints.ask(lambda: nearest(word.text, known))
        hint = f"did you mean '{meant}'?" if meant is not None else f"there are {', '.join(known)}"
        message = f"{quoted(word.text)} is no setting of '{section}'"
        self._problems.error(Code.UNKNOWN_KEY, word.span, message, hint)

    def _swallowed(self, node: Node, words: tuple[str, ...], *, after_first_line: bool = False) -> bool:
        """Report `volume:80` without its space, in which YAML sees no key."""
        if not isinstance(node, Scalar) or node.style != "plain":
            return False
        start = node.span.start
        for number, line in enumerate(self._problems.text[start : node.span.end].split("\n")):
            match = None if after_first_line and not number else _SWALLOWED.match(line)
            if match is not None and match.group(1) in words:
                at, row = start + match.start(1), node.span.line + number
                column = match.start(1) + (node.span.column if number == 0 else 1)
                end = column + len(match.group(1)) + 1
                span = Span(row, column, at, row, end, at + end - column)
                value = visible(line[match.end() :].strip())
                message = f"there is no space after '{match.group(1)}:', so YAML sees no key here"
                self._problems.error(
                    Code.MISSING_SPACE, span, message, f"write '{match.group(1)}: {value[:40]}'"
                )
                return True
            start += len(line) + 1
        return False


def _with_theme_that_is_there(config: Config, text: str, sounds: Path) -> Config:
    """Return the settings; if the theme has no folder, without it and with a problem that says so."""
    theme = config.sound.theme
    if theme is None or os.path.isdir(sounds / theme):  # noqa: PTH112  Path's may raise
        return config
    there = _folders_in(sounds)
    meant = nearest(theme, there)
    hint = f"make it in {visible(str(sounds))}, and put WAV files there"
    if meant is not None:
        hint = f"did you mean {quoted(meant)}?"
    elif there:
        hint = f"there is {', '.join(map(quoted, there[:5]))}"
    problems = Problems(text)
    problems.extend(config.problems)
    message = f"there is no folder {quoted(theme)} of sounds"
    problems.error(Code.NO_FILE, _theme_span(text), message, hint)
    return config._replace(sound=config.sound._replace(theme=None), problems=problems.in_order())


def _theme_span(text: str) -> Span | None:
    root, _ = compose(text)
    sound = root.get("sound") if isinstance(root, MappingNode) else None
    value = sound.get("theme") if isinstance(sound, MappingNode) else None
    return value.span if value is not None else None


def _folders_in(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in os.scandir(folder) if entry.is_dir())
    except OSError:
        return []
