-- What was published, and when and by whom: so that a later release hides what an earlier one hid without anybody having to
-- remember where that lies (decision 0027). It holds what everybody may read, and nothing else.

CREATE TABLE meta.public_release (
  release_id int PRIMARY KEY CHECK (release_id > 0),
  school_year text COLLATE "C" NOT NULL,
  as_of date,
  run_id int,
  written_at timestamptz NOT NULL DEFAULT now(),
  written_by text NOT NULL DEFAULT session_user,
  account text,
  program text NOT NULL,
  is_taken_over bool NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_because text,
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_because IS NULL))
);
COMMENT ON TABLE meta.public_release IS 'One row per public release that was written; what it printed binds the releases after it.';
COMMENT ON COLUMN meta.public_release.release_id IS 'Number of the release, in the order in which they were written.';
COMMENT ON COLUMN meta.public_release.school_year IS 'The school year that it is about.';
COMMENT ON COLUMN meta.public_release.as_of IS 'The day on which its numbers stand; empty where a release that was taken over does not say.';
COMMENT ON COLUMN meta.public_release.run_id IS 'The run that it was made from; empty for one that was taken over.';
COMMENT ON COLUMN meta.public_release.written_at IS 'When, by the server''s clock.';
COMMENT ON COLUMN meta.public_release.written_by IS 'Database login that wrote it.';
COMMENT ON COLUMN meta.public_release.account IS 'Account of the operating system, as the login of a private database is the same for everybody.';
COMMENT ON COLUMN meta.public_release.program IS 'Program that wrote it, with its version.';
COMMENT ON COLUMN meta.public_release.is_taken_over IS 'Whether it was written elsewhere or earlier and taken over from its folder (--previous).';
COMMENT ON COLUMN meta.public_release.withdrawn_at IS 'When somebody said that nobody outside ever had it; empty while it counts.';
COMMENT ON COLUMN meta.public_release.withdrawn_by IS 'Account of the operating system that said so.';
COMMENT ON COLUMN meta.public_release.withdrawn_because IS 'Why, as the person stated it.';

CREATE TABLE meta.public_release_file (
  release_id int NOT NULL REFERENCES meta.public_release,
  name text COLLATE "C" NOT NULL,
  sha256 text COLLATE "C" NOT NULL CHECK (length(sha256) = 64),
  bytes bigint NOT NULL,
  content bytea,
  PRIMARY KEY (release_id, name)
);
COMMENT ON TABLE meta.public_release_file IS 'One row per file of a public release.';
COMMENT ON COLUMN meta.public_release_file.release_id IS 'The release.';
COMMENT ON COLUMN meta.public_release_file.name IS 'Name of the file in the folder of the release.';
COMMENT ON COLUMN meta.public_release_file.sha256 IS 'SHA-256 of its bytes.';
COMMENT ON COLUMN meta.public_release_file.bytes IS 'Its size.';
COMMENT ON COLUMN meta.public_release_file.content IS 'The bytes themselves, of the files that a later release has to read; empty for the others.';
