"""Changes one value of a step in the text of its file; every other byte stays (TRUST §2.3).

The texts here are files as they are: with their byte order mark, their line ends and without a last one.
"""

import re
from typing import Any, Final, NamedTuple, TypeAlias

from player.routine.grammar.keytypes import Form, Key, Type
from player.routine.grammar.legal import HEADS, NAMES, keys_of
from player.routine.nodes import Mapping, Node, Scalar, Sequence
from player.routine.quoting import scalar_of
from player.routine.text.compose import compose
from player.routine.text.foreign import first_foreign
from player.routine.text.source import MOST_BYTES, decode
from player.routine.visible import visible
from player.routine.writing.sites import Edit, File, Site, find, node_at, root_of


class Field(NamedTuple):
    """A key that a step has or could have, with its value."""

    key: str
    value: str | None
    """As written (a quoted text with its quotes, a mapping with its braces); None: the key is not there."""
    span: tuple[int, int] | None
    """Offsets of the value in the text; None: the key is not there."""
    said: str = ""
    """The value as `patch` takes it: a text without its quotes."""


class PatchResult(NamedTuple):
    """A text in which one value was changed."""

    text: str
    start: int
    """Offset of the first changed character."""
    end: int
    """Offset behind the last changed character, in the new text."""


class PatchRefusal(NamedTuple):
    """The reason why nothing was changed."""

    reason: str
    """One sentence for the person."""


_NOT_CHANGED: Final = "this cannot be changed without changing more; do it in the editor"
_LISTS: Final = frozenset((Form.LADDER, Form.BY_LEVEL, Form.LABELS))
_HEADER = re.compile(r"[|>][-+0-9]*((?: +#.*)?)")
_COMMENT = re.compile(r"(?:^|[ \n])#")
_DEEPER: Final = "  "

_Shape: TypeAlias = Any
"""A node without its places: texts, tuples, and a dictionary for the step that is changed."""


def fields_of(
    text: str, line: int, *, column: int | None = None, name: str | None = None
) -> tuple[Field, ...]:
    """Return the fields of the innermost step around a line, written or not, in the order of the grammar.

    Keys that hold steps are left out. Without a step there, or in a broken file: empty.

    Args:
        text: The text of the file.
        line: 1-based, as in `model.Exercise.line` and in problems.
        column: 1-based; tells one of several steps on one line.
        name: The name of the step's exercise; the other way to tell it.
    """
    file = File(text)
    root = root_of(file)
    site = root if isinstance(root, str) else find(file, root, line, column, name)
    if isinstance(site, str) or site.place is None:
        return ()
    written = _values(site)
    return tuple(
        _field(file, key.name, written.get(key.name))
        for key in keys_of(site.place).values()
        if key.type not in {Type.STEPS, Type.VARIATIONS}
    )


def patch(
    text: str, line: int, key: str, value: str, *, column: int | None = None, name: str | None = None
) -> PatchResult | PatchRefusal:
    """Return the text with one value of a step changed or added, and nothing else.

    The result is read again; if anything but that value differs, it is refused.

    Args:
        text: The text of the file.
        line: 1-based line of the step.
        key: A key of that kind of step.
        value: The new value, not quoted. Where the key takes a list or a mapping, one in brackets
            is written as it is: `{gentle: 5, standard: 8-10}`.
        column: As in `fields_of`.
        name: As in `fields_of`.
    """
    found = _target(text, line, key, column, name)
    if isinstance(found, PatchRefusal):
        return found
    if found.key.type is not Type.LINES:
        value = value.strip(" ")
    refusal = _unfit(found.key, value)
    if refusal is not None:
        return refusal
    new = _Value(found.key, value)
    old = _values(found.site).get(key)
    edits = _added(found, new) if old is None else _replaced(found, old, new)
    return edits if isinstance(edits, PatchRefusal) else _checked(found, edits, new.shape)


def patch_bytes(
    data: bytes, line: int, key: str, value: str, *, column: int | None = None, name: str | None = None
) -> bytes | PatchRefusal:
    """Return the bytes of a file with one value changed; see `patch`."""
    problems = decode(data)[1]
    if problems:
        return PatchRefusal(problems[0].message)
    found = patch(data.decode("utf-8"), line, key, value, column=column, name=name)
    if isinstance(found, PatchRefusal):
        return found
    changed = found.text.encode("utf-8")
    return changed if len(changed) <= MOST_BYTES else PatchRefusal("the file would become too large")


def delete_key(
    text: str, line: int, key: str, *, column: int | None = None, name: str | None = None
) -> PatchResult | PatchRefusal:
    """Return the text without one key of a step and its value; see `patch`."""
    found = _target(text, line, key, column, name)
    if isinstance(found, PatchRefusal):
        return found
    node = found.site.node
    if isinstance(node, Scalar) or node.key(key) is None:
        return PatchRefusal(f"the step has no '{key}'")
    if HEADS.get(key) is found.site.place:
        return PatchRefusal(f"a step cannot do without its '{key}'")
    start, end = _extent(found.file, node, key)
    if _COMMENT.search(found.file.read[start:end]):
        return PatchRefusal("a comment stands beside it; delete it in the editor")
    return _checked(found, [(start, end, "")], None)


def said(file: File, node: Node) -> str:
    """Return a value as `patch` takes it; a list or mapping as it is written."""
    return node.text if isinstance(node, Scalar) else file.read[node.span.start : node.span.end]


class _Target(NamedTuple):
    """A key of a step in a file."""

    file: File
    root: Node
    site: Site
    key: Key


class _Value:
    """A new value, as a node and as text."""

    def __init__(self, key: Key, text: str) -> None:
        self._text = text
        self.shape: _Shape = text
        self._in_brackets = None
        if text[:1] in {"[", "{"} and (key.type in {Type.TEMPO, Type.TEXTS} or _LISTS & set(key.forms)):
            node, problems = compose(text)
            if node is not None and not problems and node.span.end == len(text) and "\n" not in text:
                self._in_brackets = text
                self.shape = _shape(node)

    def on_one_line(self, *, flow: bool) -> str:
        """Return it as it is written on one line."""
        return self._in_brackets or scalar_of(self._text, flow=flow)

    def in_block(self, indent: str, comment: str = "") -> str:
        """Return it as it is written behind a key at column `indent`: several lines as a block text."""
        text = self._text
        lines = text.split("\n")
        if len(lines) == 1 or not lines[0] or lines[0].startswith(" ") or text.endswith("\n\n"):
            return self.on_one_line(flow=False) + comment
        header = "|" if text.endswith("\n") else "|-"
        inside = (
            f"\n{indent}{_DEEPER}{line}" if line else "\n" for line in text.removesuffix("\n").split("\n")
        )
        return f"{header}{comment}{''.join(inside)}"


def _target(text: str, line: int, key: str, column: int | None, name: str | None) -> _Target | PatchRefusal:
    file = File(text)
    root = root_of(file)
    if isinstance(root, str):
        return PatchRefusal(root)
    site = find(file, root, line, column, name)
    if isinstance(site, str):
        return PatchRefusal(site)
    if site.place is None:
        return PatchRefusal("the keys of this step do not tell what kind it is")
    legal = keys_of(site.place).get(key)
    if legal is None:
        return PatchRefusal(f"'{visible(key)}' is not a key of {NAMES[site.place]}")
    if legal.type in {Type.STEPS, Type.VARIATIONS}:
        return PatchRefusal(f"'{key}' holds steps; change them in the editor")
    return _Target(file, root, site, legal)


def _unfit(key: Key, value: str) -> PatchRefusal | None:
    if not value.strip():
        return PatchRefusal(f"'{key.name}' needs a value")
    if "\n" in value and key.type is not Type.LINES:
        return PatchRefusal(f"'{key.name}' takes one line")
    char = first_foreign(value)
    return None if char is None else PatchRefusal(f"the value holds the character {visible(char)}")


def _values(site: Site) -> dict[str, Node]:
    if isinstance(site.node, Scalar):
        return {"exercise": site.node}
    return {key.text: value for key, value in site.node.pairs}


def _field(file: File, key: str, node: Node | None) -> Field:
    if node is None:
        return Field(key, None, None)
    start, end = file.offset(node.span.start), file.offset(node.span.end)
    return Field(key, file.text[start:end], (start, end), said(file, node))


def _in_braces(found: _Target) -> bool:
    return found.site.in_brackets or found.file.read.startswith("{", found.site.node.span.start)


def _replaced(found: _Target, old: Node, new: _Value) -> list[Edit] | PatchRefusal:
    start, end = old.span.start, old.span.end
    read, flow = found.file.read, _in_braces(found)
    written = read[start:end]
    if not isinstance(old, Scalar):
        if written[:1] not in {"[", "{"}:
            return PatchRefusal(f"'{found.key.name}' is written over several lines; change it in the editor")
        if _COMMENT.search(written):
            return PatchRefusal(f"a comment stands inside '{found.key.name}'; change it in the editor")
    if flow:
        text = new.on_one_line(flow=True)
    else:
        indent = " " * (found.site.node.span.column - 1)
        header = _HEADER.match(written) if isinstance(old, Scalar) and old.style == "block" else None
        text = new.in_block(indent, "" if header is None else header.group(1))
    space = "" if start < end or read[start - 1 : start] == " " else " "
    return [(start, end, space + text)]


def _added(found: _Target, new: _Value) -> list[Edit]:
    """Return the edits that add a key to a step."""
    file, node, name = found.file, found.site.node, found.key.name
    start, end = node.span.start, node.span.end
    indent = " " * (node.span.column - 1)
    own_line = f"\n{indent}{name}: {new.in_block(indent)}"
    if _in_braces(found):
        return _added_in_braces(found, f"{name}: {new.on_one_line(flow=True)}")
    if isinstance(node, Scalar):
        line_end = file.end_of_line(end)
        return [(start, start, "exercise: "), (line_end, line_end, own_line)]
    before = _before(node, found)
    if before is None:
        return [(start, start, f"{own_line.lstrip()}\n{indent}")]
    line_end = file.end_of_line(before.span.end)
    return [(line_end, line_end, own_line)]


def _added_in_braces(found: _Target, pair: str) -> list[Edit]:
    file, node = found.file, found.site.node
    start, end = node.span.start, node.span.end
    if isinstance(node, Scalar):
        return [(start, start, "{exercise: "), (end, end, f", {pair}}}")]
    before = _before(node, found)
    if not file.read.startswith("{", start):  # [exercise: Row], a mapping without braces
        return [(start, start, "{"), (end, end, f", {pair}}}")]
    if before is None:
        first = node.pairs[0][0].span.start
        return [(first, first, f"{pair}, ")]
    return [(before.span.end, before.span.end, f", {pair}")]


def _before(node: Mapping, found: _Target) -> Node | None:
    """Return the value behind which a new key belongs by the order of the grammar; None: before all."""
    if found.site.place is None:
        return None
    order = {name: number for number, name in enumerate(keys_of(found.site.place))}
    order["steps"] = order["variations"] = len(order)
    own = order[found.key.name]
    earlier = [value for key, value in node.pairs if order.get(key.text, 0) < own]
    return earlier[-1] if earlier else None


def _extent(file: File, node: Mapping, name: str) -> tuple[int, int]:
    """Return the extent to cut out to delete a key: its lines, or its part of a line with one comma."""
    place = next(number for number, (key, _) in enumerate(node.pairs) if key.text == name)
    key, value = node.pairs[place]
    start, end = key.span.start, max(value.span.end, key.span.end)
    if place == 0:
        return start, node.pairs[1][0].span.start
    if file.read[node.span.start : node.span.start + 1] == "{":
        return max(node.pairs[place - 1][1].span.end, node.pairs[place - 1][0].span.end), end
    # From the break before it, so that the last line of a file stays without one.
    return file.read.rfind("\n", 0, start), file.end_of_line(end)


def _checked(found: _Target, edits: list[Edit], shape: _Shape | None) -> PatchResult | PatchRefusal:
    """Return the edited text if nothing but one value differs in it.

    Args:
        found: The key before.
        edits: The edits to apply.
        shape: The value it must have now; None: it was deleted.
    """
    patched = PatchResult(*found.file.edited(edits))
    root, problems = compose(File(patched.text).read)
    step = None if root is None or problems else node_at(root, found.site.path)
    if root is None or not isinstance(step, Mapping | Scalar):
        return PatchRefusal(_NOT_CHANGED)
    wanted = {name: _shape(value) for name, value in _values(found.site).items()}
    wanted.pop(found.key.name, None)
    if shape is not None:
        wanted[found.key.name] = shape
    values = _values(found.site._replace(node=step))
    now = {name: _shape(value) for name, value in values.items()}
    same = now == wanted and _shape(root, step) == _shape(found.root, found.site.node)
    return patched if same else PatchRefusal(_NOT_CHANGED)


def _shape(node: Node, hole: Node | None = None) -> _Shape:
    """Return the content of a node, without its places; `hole` is left out."""
    if node is hole:
        return None
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_shape(item, hole) for item in node.items]
    return tuple((key.text, _shape(value, hole)) for key, value in node.pairs)
