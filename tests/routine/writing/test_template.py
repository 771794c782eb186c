"""The file a new routine begins with (DESIGN §8, `new`)."""

import pytest

from player.routine.reader import read
from player.routine.writing.template import new_routine
from tests.routine.texts import KNOWN

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    "name", ["Neck", "Row: bent #1", "'tis", "- 5", "[x]", "日本 😀", "null", "yes", '"a"']
)
def test_a_new_routine_reads_without_problems_whatever_its_name(name: str) -> None:
    found, problems = read(new_routine(name, "en"), KNOWN)
    assert problems == ()
    assert found is not None
    assert (found.name, found.language) == (name, "en")
    assert len(found.body.steps) == 2


def test_its_first_line_tells_editors_where_the_schema_is() -> None:
    first = new_routine("A").split("\n")[0]
    assert first == "# yaml-language-server: $schema=./routine.schema.json"
    assert "language:" not in new_routine("A").split("\n", 1)[1]


def test_the_hints_read_too_once_they_are_uncommented() -> None:
    text = new_routine("A")
    lines = [
        line.replace("# ", "", 1) if line.lstrip().startswith(("# tags", "# equip")) else line
        for line in text.split("\n")
    ]
    rest = "\n".join(lines)
    head, _, tail = rest.partition("  # A rest of its own")
    steps = "\n".join(line.replace("# ", "", 1) for line in tail.split("\n")[1:])
    found, problems = read(head + steps, KNOWN)
    assert problems[0].code == "no-dose"
    assert found is not None
    assert found.tags == ("upper-back", "strength")
