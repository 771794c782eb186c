"""What may be written where: the one table, and what is derived from it."""
