"""What is said: announcements, doses, positions and the other moments, as phrases with a rank. Pure."""
