"""From a routine to the tape of its session, and the sounds on it. Pure.

Doors:
    choices: what a session decides before compiling: level, steps, draws
    codec: the tape as bytes, for the history
    compile: routine and choices to tape: the way in
    cues: which sound is heard when
    model: the tape: intervals, phases, windows
    offers: which steps can be chosen or left out
    paths: the grammar of paths: composed, and taken apart
    phasesounds: sounds of the phases of work
    sides: sides in texts
    sounds: every sound, with its meaning and family
"""
