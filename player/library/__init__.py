"""Routines, settings and other files of a person: folders, names, reading, saving.

Doors:
    atomic: a file replaced whole or not at all
    config.config: the settings, with their defaults
    config.loading: `config.yaml` to settings and problems
    config.writing: one setting changed in `config.yaml`
    creating: a new routine, or a copy of a bundled one
    external: the person's own editor
    files: reading a file that may be anything
    finding: routines and exercises by what people call them
    folders: where the program keeps its files
    index: what each routine is, remembered
    manuscript: a routine file while it is edited
    routine_files: which routine files there are
    saving: saving without losing anything
    shelf: routines by name, and read
    versions: older versions of routine files
"""
