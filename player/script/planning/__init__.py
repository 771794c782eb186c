"""Where phrases find room between the sounds of the tape, one interval at a time. Pure."""
