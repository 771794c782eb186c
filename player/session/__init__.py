"""The tape deck: a playhead over a timeline, moved by an injected clock. Pure."""
