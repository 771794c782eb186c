"""Words as sound: the clips shipped with the program, and those spoken on this machine."""
