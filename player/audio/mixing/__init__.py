"""Mixing: names and phrases become clips, levels and samples. No process and no device."""
