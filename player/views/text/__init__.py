"""Short texts shared by all screens, `--plain` and the commands."""
