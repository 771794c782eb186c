"""The editor: its screen, the flow that opens it, and the panes around the text."""
