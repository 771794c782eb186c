"""What a session sounds like: the soundtrack of its tape and the replies to keys."""
