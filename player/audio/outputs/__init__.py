"""Outputs: one module for each way to be heard, all with the `Output` protocol."""

from player.audio.outputs.candidates import candidates
from player.audio.outputs.output import PERIOD_MS, Output, OutputError, Render

__all__ = ["PERIOD_MS", "Output", "OutputError", "Render", "candidates"]
