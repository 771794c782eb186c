"""Short texts that every screen, `--plain` and the commands share."""
