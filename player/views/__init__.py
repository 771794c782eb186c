"""Pictures and texts as values: what a screen, a line of text or a command shows.

Pure: nothing here draws, plays or reads a file, so that every front end shows the same.

Doors:
    playing.pace: when the picture will change next
    playing.progress: how far a session is, and what comes after what
    playing.results: what was done against what was planned
    playing.view: the picture of one moment of a session
    tables.cue_list: a session as it is heard, line by line
    tables.decisions: which steps play, where there was a choice
    tables.history_lines: a recorded session in one line
    tables.report: the tape as `show --json` prints it
    tables.timetable: a routine as rows, one for each exercise
    text.fitting: texts cut to a width in cells
    text.times: lengths and moments in few characters
    text.tips: what may help besides exercise
    text.words: short texts about an interval
"""
