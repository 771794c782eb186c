"""Sound: cues at sample positions, mixed in plain Python and played by a process of its own.

Importing this package costs one small module: the engine and its child process load on first use.

Doors:
    client: the sound engine as the program holds it
    clips: WAV files to samples
    filesound: sound into a file, as fast as it can be mixed
    mixing.own_sounds: a routine's own sounds, checked
    mixing.phrases: phrases to clips
    mixing.theme: a person's own sounds
    others: other programs made softer meanwhile
    protocol: what sound offers to a session
    speech.chain: which speech engines speak, in order
    speech.engines: the speech engines of this computer
    speech.manifest: the recorded clips
    speech.speaker: phrases spoken ahead, in the background
    speech.synthesis: a speech engine asked for a clip
"""

from player.audio.protocol import SoundPlayer, SoundState, SoundStatus, Way

__all__ = ["SoundPlayer", "SoundState", "SoundStatus", "Way"]
