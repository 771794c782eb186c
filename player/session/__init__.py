"""A playhead over a tape, moved by an injected clock. Pure.

Doors:
    clock: `Clock`, the system one and one that is moved by hand
    events: what the transport reports
    phases: the phases of one interval as they are played
    playhead: the position in an interval, and the books of time
    same_place: the same place on another tape, after an edit
    state: what the transport is doing: one value at a time
    transport: play, pause, skip, back: commands in, events out
"""
