"""`tips`: short notes on what may help besides exercise."""

import argparse
import shutil
import textwrap

from player.cli.say import print_json
from player.views.text.tips import CAUTION, TIPS

_WIDEST = 88
"""Columns."""


def tips(options: argparse.Namespace) -> int:
    """Print the notes, each with its source."""
    if options.json:
        print_json([tip._asdict() for tip in TIPS])
        return 0
    columns = min(_WIDEST, shutil.get_terminal_size().columns)
    print(textwrap.fill(CAUTION, columns))
    for tip in TIPS:
        print(f"\n{tip.title}")
        for text in (tip.text, f"Source: {tip.source}."):
            print(textwrap.fill(text, columns, initial_indent="  ", subsequent_indent="  "))
    return 0
