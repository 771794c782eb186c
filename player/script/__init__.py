"""The words of a session: what is said when, planned from the tape and the lengths of phrases. Pure.

`planning` stands on `phrases`, `phrases` on `language`; none of them knows `session`.

Doors:
    language.language: says things in a language: fills its templates
    model: phrases, moments, what was said and what was dropped
    phrases.announcements: announcement of a step, and of a place on the tape
    phrases.of_moments: phrases of the other moments
    planner: tape to script: the way in
"""
