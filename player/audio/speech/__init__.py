"""Words as sound: the clips that came with the program, and those that were spoken on this machine."""
