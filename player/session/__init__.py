"""A playhead over a tape, moved by an injected clock. Pure.

Doors:
    clock: `Clock`, the system's clock and one that is moved by hand
    events: the events that the transport reports
    phases: the phases of one interval as they are played
    playhead: the position in an interval, active and paused time
    same_place: the same place on another tape, after an edit
    state: the states of the transport
    transport: play, pause, skip, back: commands in, events out
"""
