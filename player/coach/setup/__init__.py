"""Settings for sound and planner, voices of this computer, and checks of sound and files."""
