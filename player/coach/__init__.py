"""One session wired together: library, timeline, transport, recorder and sound. Knows no screen.

Doors:
    coach: the running session: commands in, view out
    commands: every session command, declared once
    corrections: answers corrected after the session
    editing.draft: a routine while it is written
    editing.retake: a session that goes on with an edited routine
    editing.step_form: a few values of one step, changed without YAML
    opening: from a routine to a session that is ready to begin
    render: a session as a sound file
    setup.health: checks of everything the program depends on
    setup.settings: settings in the form that sound and planner take
    setup.sound_check: a sound and a spoken line, to test the output
    setup.voices: the voices of this computer
    setup_questions: the questions before a session
    voice.audition: one interval, heard without a session
"""
