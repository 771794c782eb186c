"""Routine files: YAML text to a `Routine`, or to problems with their places. Pure: no file is touched.

Nothing is imported here, so that `player.routine.model` alone stays cheap. Inside, `reader` leads; `steps`
stands on `values`, `text` and `grammar`, and `writing` is what an editor needs.

Doors:
    catalogue: facts about exercises, by name and alias
    codes: the stable code of every problem, and its explanation
    fixes: edits of a text that mend a problem
    grammar.facts: the facts an exercise may have in the catalogue
    grammar.keytypes: types of the grammar table
    grammar.legal: which keys are legal where
    grammar.schema: the JSON Schema, derived from the grammar table
    grammar.spelling: what a mistyped word was meant to be
    model: a routine as values, complete in itself
    nodes: YAML as nodes with line and column
    problems: mistakes as data, and how they are shown
    quoting: text written as YAML, quoted where it must be
    reader: text to `Routine`, or to problems: the way in
    slug: stable names in paths, file names and history
    steps.include: routines inside routines
    text.compose: YAML text to nodes, under limits
    text.foreign: characters that a routine may not hold
    text.source: bytes to text, or one sentence why not
    units: `Ms`, the unit of every length
    values.breaths: lengths in breaths
    values.fields: typed values of keys
    values.lengths: lengths of time
    values.sound_names: names of sound files
    values.texts: texts of keys
    values.written: counts, distances, sides
    visible: text from files made harmless to show
    writing.complete: completion and help at a cursor
    writing.inherited: what a step takes from the blocks around it, as written there
    writing.lexer: tokens of a text as it is typed
    writing.patch: one value changed in the text of a file
    writing.template: the beginning of a new routine
"""

__all__: list[str] = []
