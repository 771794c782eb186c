"""`schema`: what a routine may say, for editors that know JSON Schema."""

import argparse

from player.cli.say import print_json
from player.routine.grammar.schema import schema as routine_schema


def schema(options: argparse.Namespace) -> int:
    """Print the JSON Schema of routines."""
    del options
    print_json(routine_schema())
    return 0
