"""Changes one setting in `config.yaml`; every other byte stays."""

from typing import Final

from player.library.config.config import Config
from player.library.config.loading import config_of
from player.library.config.table import SECTIONS
from player.library.document import Document, open_document
from player.library.folders import Folders
from player.library.routine_files import CONFIG
from player.library.saving import ChangedOnDisk, Failed, reason, save
from player.routine.codes import Code
from player.routine.fixes import end_of_line, start_of_line
from player.routine.nodes import Mapping as MappingNode
from player.routine.nodes import Node, Scalar
from player.routine.problems import Problem
from player.routine.quoting import scalar_of
from player.routine.text.compose import compose
from player.routine.values.written import ValueFault
from player.routine.visible import visible

_INDENT: Final = "  "


def set_value(folders: Folders, section: str, name: str, value: str) -> str | None:
    """Write a setting into the settings file, which is created if it is missing.

    Args:
        folders: Where the file is.
        section: `sound` or `speech`.
        name: A setting of it, see `SECTIONS`.
        value: The value as a person would write it.

    Returns:
        None if the setting was written; else a sentence with the reason, and what to do by hand.
    """
    path = folders.config / CONFIG
    by_hand = f"write '{visible(f'{name}: {value}')}' below '{section}:' in {visible(str(path))}"
    document = open_document(path)
    if isinstance(document, Problem):
        if document.code is not Code.NO_FILE:
            return f"{document.message}; {by_hand}."
        document = Document(b"", "", "\n", bom=False)
    text = with_value(document.text, section, name, value)
    if text is None:
        return f"the file could not be changed; {by_hand}."
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return f"{visible(str(path))} could not be made: {reason(error, path)}"
    expected = document.data if document.data or path.exists() else None
    outcome = save(path, document.to_bytes(text), expected, folders.state)
    if isinstance(outcome, Failed):
        return outcome.sentence
    if isinstance(outcome, ChangedOnDisk):
        return "the file was just changed by another program; try again."
    return None


def with_value(text: str, section: str, name: str, value: str) -> str | None:
    """Return the text of a file with one setting changed; None: that is impossible without changing more."""
    setting = SECTIONS[section][name]
    meant = setting.read(value, setting.key)
    changed = _patched(text, section, name, value)
    if changed is None or isinstance(meant, ValueFault):
        return None
    before, after = config_of(text), config_of(changed)
    wanted = before._replace(**{section: getattr(before, section)._replace(**{setting.field: meant})})
    is_as_meant = _values(after) == _values(wanted) and len(after.problems) <= len(before.problems)
    return changed if is_as_meant else None


def _values(config: Config) -> tuple[object, object]:
    return config.sound, config.speech


def _patched(text: str, section: str, name: str, value: str) -> str | None:
    root, problems = compose(text)
    pair = f"{name}: {scalar_of(value, flow=False)}"
    if root is None:
        if any(problem.code is not Code.EMPTY_FILE for problem in problems):
            return None
        return _appended(text, section, pair)
    if not isinstance(root, MappingNode):
        return None
    node, word = root.get(section), root.key(section)
    if node is None or word is None:
        return _appended(text, section, pair) if not _in_braces(text, root) else None
    return _in_section(text, word, node, name, value)


def _in_section(text: str, section: Scalar, node: Node, name: str, value: str) -> str | None:
    new = scalar_of(value, flow=False)
    if isinstance(node, Scalar):
        at = end_of_line(text, section.span.end)
        return None if node.text else f"{text[:at]}\n{_INDENT}{name}: {new}{text[at:]}"
    if not isinstance(node, MappingNode) or _in_braces(text, node):
        return None
    old = node.get(name)
    if isinstance(old, Scalar):
        space = " " * (text[old.span.start - 1 : old.span.start] == ":")  # there was no value
        return f"{text[: old.span.start]}{space}{new}{text[old.span.end :]}"
    first = start_of_line(text, node.span.start)
    indent = text[first : node.span.start]
    return None if indent.strip() else f"{text[:first]}{indent}{name}: {new}\n{text[first:]}"


def _appended(text: str, section: str, pair: str) -> str:
    end = "" if not text or text.endswith("\n") else "\n"
    return f"{text}{end}{section}:\n{_INDENT}{pair}\n"


def _in_braces(text: str, node: MappingNode) -> bool:
    return text[node.span.start : node.span.start + 1] == "{"
