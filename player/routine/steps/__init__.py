"""Reading steps and blocks from nodes, and the checks that need a whole block or routine."""
