"""The text of a new routine file."""

from player.routine.quoting import scalar_of

MODELINE = "# yaml-language-server: $schema=./routine.schema.json"
"""Tells editors such as VS Code, Neovim and Helix where the schema is, so that they complete keys."""

_HINTS = """\
about: What it is for, in a sentence or two.
# tags: [upper-back, strength]
# equipment: [mat, two dumbbells]

# These hold for every step that does not say otherwise. Lengths: 30s, 1m30s, 1:30.
rest: 30s          # between sets
transition: 10s    # between steps, to get into place

steps:
  # A hold: five times five seconds.
  - exercise: Chin tuck
    hold: 5s
    reps: 5

  # Sets of repetitions. 8-10 is a range: begin with 8, grow to 10.
  - exercise: Wall slide
    sets: 2
    reps: 8-10
    # sides: each        every set on the right, then on the left
    # tempo: 2-1-3       go 2 s, hold 1 s, return 3 s
    # cue: Ribs down     spoken at the start

  # A rest of its own, or a group of steps in rounds:
  # - rest: 60s
  # - rounds: 2
  #   steps:
  #     - Cat-camel
"""


def new_routine(name: str, language: str | None = None) -> str:
    """Return the text of a new routine, which reads without problems.

    Args:
        name: Its name, on one line.
        language: The language of its texts, such as `en`; None leaves the key out.
    """
    spoken = "" if language is None else f"language: {scalar_of(language, flow=False)}\n"
    return f"{MODELINE}\nname: {scalar_of(name, flow=False)}\n{spoken}{_HINTS}"
