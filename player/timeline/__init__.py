"""From a routine to the tape of its session. Pure."""
