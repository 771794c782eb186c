"""Places phrases between the sounds of the tape, one interval at a time. Pure."""
