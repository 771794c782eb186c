"""The record of what was done: one SQLite file, one writer, and the readers.

Doors:
    faults: why the history cannot be used, as a value
    practice: how often something was practised
    recorder: events of the transport to records
    records: the values that go in and come out
    sessions: sessions read, newest first
    storage.lock: the lock that says a session is being played
    storage.store: the file opened for writing or reading
    writer: the one thread that writes
    zone: the name of the local time zone
"""
