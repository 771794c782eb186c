"""The text of the editor: lines, colours, typing, finding, completion."""
