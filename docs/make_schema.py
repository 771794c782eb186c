"""Writes `routines/routine.schema.json`, the JSON Schema that is shipped for editors, from the grammar table.

    python docs/make_schema.py

It is what `backbeat schema` prints, indented by one space. A test makes it again and compares.
"""

import json
from pathlib import Path
from typing import Final

from player.routine.grammar.schema import FILE_NAME, schema

FILE: Final = Path(__file__).parent.parent / "routines" / FILE_NAME


def text() -> str:
    """Return the text of the file."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
