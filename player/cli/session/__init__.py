"""Commands that play a session or write it as a file of sound."""
