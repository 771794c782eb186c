"""The screens: the only part that knows Textual.

Doors:
    app: the application
    editor.launch: the editor, opened from the command line
"""
