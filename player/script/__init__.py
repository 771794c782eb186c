"""The words of a session: what is said when, planned purely from the tape and the lengths of phrases."""
