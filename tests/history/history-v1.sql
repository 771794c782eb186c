-- A history as version 1 wrote it. Never written again: every later version must read it.
PRAGMA application_id = 1111643208;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE blobs (
    hash TEXT PRIMARY KEY NOT NULL,
    size INTEGER NOT NULL,
    data BLOB NOT NULL
);
INSERT INTO "blobs" VALUES('aec2dc1fa4354e1282d119fd53ee0795e8c9903bceb14a62f974eb0a82932846',39,X'789CCB4BCC4DB552F04B4DCE5648CC4B51484A4CCEE62A2E492D28B6528876CEC8CC5328294DCE8EE5020009830D2F');
INSERT INTO "blobs" VALUES('2e2e634a2aaa88a9f70caa4f27f0559c6e54440bb3a77422779e90cb7df405ef',6,X'789C4B5428492C4805000724022C');
CREATE TABLE checkpoints (
    session     TEXT PRIMARY KEY NOT NULL REFERENCES sessions (id),
    ordinal     INTEGER NOT NULL,
    path        TEXT NOT NULL,
    rep         INTEGER,
    offset_ms   INTEGER NOT NULL,
    active_ms   INTEGER NOT NULL,
    paused_ms   INTEGER NOT NULL,
    at          TEXT NOT NULL,
    at_offset_s INTEGER NOT NULL,
    checksum    TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO "checkpoints" VALUES('first',2,'chin-tuck@s2',3,1500,51500,2000,'2026-01-05T07:00:53.750+00:00',3600,'38e3d90bd3c37bf66f70d2a82617ff37');
CREATE TABLE counts (name TEXT PRIMARY KEY NOT NULL, value INTEGER NOT NULL);
INSERT INTO "counts" VALUES('sessions',2);
INSERT INTO "counts" VALUES('checkpoints',1);
CREATE TABLE intervals (
    session      TEXT NOT NULL REFERENCES sessions (id),
    path         TEXT NOT NULL,
    pass         INTEGER NOT NULL,
    kind         TEXT NOT NULL,
    ordinal      INTEGER NOT NULL,
    exercise     TEXT,
    side         TEXT,
    "set"        INTEGER,
    sets         INTEGER,
    round        INTEGER,
    rounds       INTEGER,
    planned_reps INTEGER,
    done_reps    INTEGER,
    planned_ms   INTEGER,
    done_ms      INTEGER NOT NULL,
    load         TEXT,
    effort       INTEGER,
    pain         INTEGER,
    asked        TEXT,
    started_ms   INTEGER NOT NULL,
    state        TEXT NOT NULL,
    checksum     TEXT NOT NULL,
    PRIMARY KEY (session, path, pass)
) WITHOUT ROWID;
INSERT INTO "intervals" VALUES('first','chin-tuck@s1',1,'work',1,'Chin tuck',NULL,1,2,NULL,NULL,8,8,40000,40000,NULL,NULL,NULL,NULL,10000,'done','25dbdbcae951351015375ddaf45bbd92');
INSERT INTO "intervals" VALUES('second','chin-tuck@s1',1,'work',1,'Chin tuck',NULL,1,2,NULL,NULL,8,8,40000,40000,NULL,NULL,2,NULL,10000,'done','b9a4feb3b401b144411a2cc1b0855211');
CREATE TABLE sessions (
    id               TEXT PRIMARY KEY NOT NULL,
    slug             TEXT NOT NULL,
    routine          TEXT NOT NULL,
    text_hash        TEXT NOT NULL REFERENCES blobs (hash),
    tape_hash        TEXT NOT NULL REFERENCES blobs (hash),
    level            TEXT,
    choices          TEXT NOT NULL,
    targets          TEXT NOT NULL,
    seed             INTEGER,
    speed            REAL NOT NULL,
    version          TEXT NOT NULL,
    started_at       TEXT NOT NULL,
    started_offset_s INTEGER NOT NULL,
    ended_at         TEXT,
    ended_offset_s   INTEGER,
    zone             TEXT,
    local_date       TEXT NOT NULL,
    state            TEXT NOT NULL,
    active_ms        INTEGER,
    paused_ms        INTEGER,
    planned_ms       INTEGER,
    work_intervals   INTEGER NOT NULL,
    effort           INTEGER,
    pain_before      INTEGER,
    pain_during      INTEGER,
    pain_after       INTEGER,
    note             TEXT,
    revision         INTEGER NOT NULL,
    changed_at       TEXT NOT NULL,
    deleted_at       TEXT,
    interval_rows    INTEGER NOT NULL,
    checksum         TEXT NOT NULL
);
INSERT INTO "sessions" VALUES('first','neck','Neck and back','aec2dc1fa4354e1282d119fd53ee0795e8c9903bceb14a62f974eb0a82932846','2e2e634a2aaa88a9f70caa4f27f0559c6e54440bb3a77422779e90cb7df405ef','gentle','{"optional": ["Chin tuck"]}','{"chin-tuck": 9}',7,1.0,'0.1.0','2026-01-05T07:00:00.250+00:00',3600,NULL,NULL,'Europe/Vienna','2026-01-05','running',NULL,NULL,90000,2,NULL,NULL,NULL,NULL,NULL,2,'2026-11-20T13:45:50.425+00:00',NULL,1,'5b2cb8d16eb62b6b5fcc21b2918792c4');
INSERT INTO "sessions" VALUES('second','neck','Neck and back','aec2dc1fa4354e1282d119fd53ee0795e8c9903bceb14a62f974eb0a82932846','2e2e634a2aaa88a9f70caa4f27f0559c6e54440bb3a77422779e90cb7df405ef','gentle','{"optional": ["Chin tuck"]}','{"chin-tuck": 9}',7,1.0,'0.1.0','2026-01-06T07:00:00.250+00:00',3600,'2026-01-06T07:01:32.250+00:00',3600,'Europe/Vienna','2026-01-06','finished',90000,2000,90000,2,NULL,NULL,NULL,NULL,NULL,3,'2026-11-20T13:45:50.455+00:00',NULL,1,'516e1428da52e18d7442cfe2790759f2');
CREATE INDEX sessions_by_start ON sessions (started_at);
CREATE INDEX sessions_by_slug ON sessions (slug, started_at);
CREATE INDEX sessions_by_date ON sessions (local_date);
CREATE TRIGGER sessions_added AFTER INSERT ON sessions
       BEGIN UPDATE counts SET value = value + 1 WHERE name = 'sessions'; END;
CREATE TRIGGER sessions_removed AFTER DELETE ON sessions
       BEGIN UPDATE counts SET value = value - 1 WHERE name = 'sessions'; END;
CREATE TRIGGER checkpoints_added AFTER INSERT ON checkpoints
       BEGIN UPDATE counts SET value = value + 1 WHERE name = 'checkpoints'; END;
CREATE TRIGGER checkpoints_removed AFTER DELETE ON checkpoints
       BEGIN UPDATE counts SET value = value - 1 WHERE name = 'checkpoints'; END;
COMMIT;
