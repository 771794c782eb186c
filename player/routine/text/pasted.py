"""Reports traces of pasting and lost text: curly quotes, a text cut by `#`, a comma too many (TRUST §2.2).

YAML reads all of this without complaint, but rarely as it was meant.
"""

from collections.abc import Callable
from typing import Final

from player.routine.codes import Code
from player.routine.fixes import end_of_line, in_quotes, instead, is_in_brackets, rest_of_line
from player.routine.grammar.keytypes import Key
from player.routine.nodes import Node, Scalar, Sequence, Span
from player.routine.problems import Fix, Problems
from player.routine.quoting import CURLY, scalar_of
from player.routine.visible import quoted, visible

_CLOSING: Final = CURLY | {'"', "'"}
_NAMES: Final = frozenset(("name", "exercise", "variations"))
_SHOWN: Final = 40
_LONGEST: Final = 300
"""Characters within which a closing quote is looked for."""
_PAIR: Final = 2
"""An opening and a closing quote."""


def report_pasted(node: Scalar, key: Key, problems: Problems, *, is_words: bool) -> bool:
    """Report signs in a text without straight quotes that are probably not meant.

    Args:
        node: The text.
        key: The key it is a value of.
        problems: Takes the report, and has the characters behind the text.
        is_words: Whether the key takes words, so that the text can be used all the same.

    Returns:
        Whether it was an error.
    """
    if node.text[0] in CURLY:
        return _report_curly_quotes(node, problems, is_words=is_words)
    if problems.text.startswith(" #", node.span.end):
        _warn_of_cut(node, problems)
    elif node.text[-1] == "," and key.name in _NAMES:
        bare = node.text.rstrip(", ")
        message = f"the comma at the end becomes part of the name {quoted(node.text)}"
        hint = "delete it: outside brackets nothing needs a comma"
        fixes = (
            (instead(node.span, scalar_of(bare, flow=False), "delete the comma"),) if problems.helping else ()
        )
        problems.warning(Code.TRAILING_COMMA, node.span, message, hint, fixes)
    return False


def _report_curly_quotes(node: Scalar, problems: Problems, *, is_words: bool) -> bool:
    text, inner = node.text, node.text[1:-1].strip()
    flow = is_in_brackets(problems.text, node.span)
    if len(text) > _PAIR and text[-1] in _CLOSING and not CURLY.intersection(inner.replace("\u2019", "")):
        written = scalar_of(" ".join(inner.split()), flow=flow)
        fixes = (instead(node.span, written),) if problems.helping else ()
        if is_words:
            message = "curly quotes do not quote in YAML, so they are part of the text"
            problems.warning(Code.CURLY_QUOTES, node.span, message, "write straight quotes, or none", fixes)
            return False
        message = "curly quotes do not quote in YAML, so they are part of the value"
        hint = f"write '{visible(inner[:_SHOWN])}'"
        problems.error(Code.CURLY_QUOTES, node.span, message, hint, fixes)
        return True
    if flow and is_words and problems.text.startswith(",", node.span.end):
        _warn_of_split_quotes(node, problems)
    return False


def _warn_of_split_quotes(node: Scalar, problems: Problems) -> None:
    """Warn of a text in curly quotes that a comma cut in two."""
    if not problems.helping:
        return
    end = min(rest_of_line(problems.text, node.span.end), node.span.end + _LONGEST)
    closing = [at for at in range(node.span.end, end) if problems.text[at] in CURLY]
    if not closing or CURLY.intersection(node.text[1:].replace("\u2019", "")):
        return
    inner = problems.text[node.span.start + 1 : closing[0]]
    fix = Fix(
        f"put '{visible(inner[:_SHOWN])}' in straight quotes",
        node.span.start,
        closing[0] + 1,
        scalar_of(inner, flow=True),
    )
    message = "curly quotes do not quote in YAML, so the comma ends this text"
    problems.warning(Code.CURLY_QUOTES, node.span, message, "write straight quotes", (fix,))


def _warn_of_cut(node: Scalar, problems: Problems) -> None:
    """Warn of ` #` that looks like a part of the text: `Breathe #2`, but not `Rows  # mine`."""
    text, span = problems.text, node.span
    if not text[span.end + 2 : span.end + 3].isalnum():
        return
    end = span.end + len(text[span.end : end_of_line(text, span.end)].rstrip())
    fixes: list[Fix] = []
    if problems.helping:
        fixes.append(Fix("keep it as a comment", span.end, span.end + 2, "  # "))
        if span.line == span.end_line:
            fixes.insert(0, in_quotes(text, span.start, end))
    cut = text[span.end + 1 : min(end, span.end + _SHOWN)]
    problems.warning(
        Code.CUT_TEXT,
        Span(
            span.end_line, span.end_column + 1, span.end + 1, span.end_line, span.end_column + 3, span.end + 3
        ),
        f"a '#' behind a space begins a comment, so '{visible(cut)}' is not part of the text",
        "put the text in quotes, or write '# ' before a comment",
        tuple(fixes),
    )


def warn_of_split_names(names: Sequence, is_exercise: Callable[[str], bool], problems: Problems) -> None:
    """Warn of a comma that probably cut one name in two: `[Stand tall, breathe]`.

    Only where the second part is no known exercise and begins in lower case while the others do not.

    Args:
        names: A list of steps that are only names.
        is_exercise: Whether the catalogue has a name.
        problems: Takes the warnings.
    """
    if problems.text[names.span.start : names.span.start + 1] != "[":
        return
    plain = [item.text[:1] for item in names.items if isinstance(item, Scalar) and item.style == "plain"]
    if sum(map(str.islower, plain)) > sum(map(str.isupper, plain)):
        return
    for before, item in zip(names.items, names.items[1:], strict=False):
        if not (isinstance(before, Scalar) and isinstance(item, Scalar) and item.text[:1].islower()):
            continue
        if not (_is_plain(before) and _is_plain(item) and before.text[:1].isupper() and problems.helping):
            continue
        if not is_exercise(item.text):
            problems.warning(
                Code.COMMA_IN_NAME,
                item.span,
                f"the comma makes two exercises of {quoted(f'{before.text}, {item.text}')}",
                "put the name in quotes if it is one, or begin this one with a capital letter",
                (
                    in_quotes(problems.text, before.span.start, item.span.end, flow=True),
                    instead(
                        item.span, item.text[0].upper() + problems.text[item.span.start + 1 : item.span.end]
                    ),
                ),
            )


def _is_plain(node: Node) -> bool:
    return isinstance(node, Scalar) and node.style == "plain"
