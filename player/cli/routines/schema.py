"""`schema`: the JSON Schema of routine files, for editors that can use it."""

import argparse

from player.cli.say import print_json
from player.routine.grammar.schema import schema as routine_schema


def schema(options: argparse.Namespace) -> int:
    """Print the JSON Schema of routines."""
    del options
    print_json(routine_schema())
    return 0
