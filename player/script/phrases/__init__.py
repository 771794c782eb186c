"""The phrases of a session: announcements, doses, positions and everything else that is said. Pure."""
