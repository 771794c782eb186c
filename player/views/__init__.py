"""Pictures and texts as values: what a screen, a line of text or a command shows. Pure; draws nothing."""
