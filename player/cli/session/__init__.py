"""Commands that play a session, or write it as sound."""
