"""Support for an editor, whose text is broken most of the time: colours, completion, help, single changes."""
