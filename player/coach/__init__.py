"""One session wired together: library, timeline, transport, recorder and sound. Knows no screen.

Doors:
    coach: the running session: commands in, picture out
    commands: every session command, declared once
    corrections: answers put right after the session
    editing.draft: a routine while it is written
    editing.retake: a session that goes on with an edited routine
    editing.step_form: a few values of one step, changed without YAML
    opening: from a routine to a session that is ready to begin
    render: a session as a file of sound
    setup.health: whether all that the program stands on is in order
    setup.settings: settings as sound and planner want them
    setup.sound_check: a sound and a spoken line, to hear
    setup.voices: the voices of this computer
    setup_questions: what is asked before a session
    voice.audition: one interval, heard without a session
"""
