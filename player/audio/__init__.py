"""Sound: cues at sample positions, mixed in plain Python, played by a process of its own (DESIGN §6)."""

from player.audio.protocol import SoundPlayer, SoundState, SoundStatus, Way

__all__ = ["SoundPlayer", "SoundState", "SoundStatus", "Way"]
