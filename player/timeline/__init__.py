"""The tape of a session: compiled from a routine, with the sounds on it. Pure.

Doors:
    choices: the decisions of a session before compiling: level, steps, draws
    codec: the tape as bytes, for the history
    compile: compiles routine and choices to a tape
    cues: the sounds of an interval with their times
    model: the tape: intervals, phases, windows
    offers: which steps can be chosen or left out
    paths: the grammar of paths: composing and taking apart
    phasesounds: sounds of the phases of work
    sides: the placeholders for sides in form cues
    sounds: every sound, with its meaning and family
"""
