"""The text of an editor: lines, colours, typing, finding, completion."""
