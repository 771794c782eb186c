"""From nodes to steps and blocks, and what only a whole shows to be wrong."""
