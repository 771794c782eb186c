"""From the text of a value to a quantity, a tempo, a side."""
