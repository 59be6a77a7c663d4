-- Who ran what, which run is published, and who looked at whom.

CREATE SCHEMA meta;
CREATE SCHEMA record;
CREATE SCHEMA evaluation;
CREATE SCHEMA indicator;
COMMENT ON SCHEMA meta IS 'Runs, published state, migrations and the access log.';
COMMENT ON SCHEMA record IS 'What the extracts said, typed and checked.';
COMMENT ON SCHEMA evaluation IS 'Verdicts of the A-G patterns and the records that they rest on.';
COMMENT ON SCHEMA indicator IS 'Counts per school, district and student group.';

CREATE TABLE meta.migration (
  number int PRIMARY KEY CHECK (number > 0),
  name text NOT NULL,
  sha256 text NOT NULL CHECK (length(sha256) = 64),
  applied_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE meta.migration IS 'One row per applied migration file.';
COMMENT ON COLUMN meta.migration.number IS 'The number that the file name begins with; applied in this order.';
COMMENT ON COLUMN meta.migration.name IS 'File name without folder.';
COMMENT ON COLUMN meta.migration.sha256 IS 'SHA-256 of the file as applied, in hexadecimal; a file that changed later is an error.';
COMMENT ON COLUMN meta.migration.applied_at IS 'When it was applied, by the server''s clock.';

CREATE TABLE meta.view_set (
  singleton bool PRIMARY KEY DEFAULT true CHECK (singleton),
  sha256 text NOT NULL CHECK (length(sha256) = 64)
);
COMMENT ON TABLE meta.view_set IS 'One row per database: which set of views, functions and policies it carries.';
COMMENT ON COLUMN meta.view_set.singleton IS 'Always true: there is one row.';
COMMENT ON COLUMN meta.view_set.sha256 IS 'SHA-256 over all files of sql/views; they are re-created only when it differs.';

CREATE TABLE meta.run (
  run_id int PRIMARY KEY CHECK (run_id > 0),
  as_of date NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'published', 'refused', 'failed', 'abandoned')),
  program text NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  students_evaluated int NOT NULL DEFAULT 0 CHECK (students_evaluated >= 0),
  students_carried_over int NOT NULL DEFAULT 0 CHECK (students_carried_over >= 0)
);
COMMENT ON TABLE meta.run IS 'One row per night that began.';
COMMENT ON COLUMN meta.run.run_id IS 'Number of the run, counting up.';
COMMENT ON COLUMN meta.run.as_of IS 'The day that the run takes as today.';
COMMENT ON COLUMN meta.run.state IS 'running; published; refused (the extract was not accepted); failed (an error ended it); abandoned (it died, its rows were removed by a later run).';
COMMENT ON COLUMN meta.run.program IS 'Name and version of the program.';
COMMENT ON COLUMN meta.run.started_at IS 'When it began, by the server''s clock.';
COMMENT ON COLUMN meta.run.finished_at IS 'When it ended, by the server''s clock; empty while it runs or if it died.';
COMMENT ON COLUMN meta.run.students_evaluated IS 'Students evaluated in this run.';
COMMENT ON COLUMN meta.run.students_carried_over IS 'Students whose verdicts of an earlier run still hold.';

CREATE TABLE meta.publication (
  singleton bool PRIMARY KEY DEFAULT true CHECK (singleton),
  run_id int REFERENCES meta.run
);
COMMENT ON TABLE meta.publication IS 'One row per database: the published run. Its one update switches all readers from the old night to the new one.';
COMMENT ON COLUMN meta.publication.singleton IS 'Always true: there is one row.';
COMMENT ON COLUMN meta.publication.run_id IS 'The run that readers see; empty before the first night.';
INSERT INTO meta.publication DEFAULT VALUES;

CREATE TABLE meta.run_file (
  run_id int NOT NULL REFERENCES meta.run,
  file text COLLATE "C" NOT NULL,
  sha256 text CHECK (length(sha256) = 64),
  content_sha256 text CHECK (length(content_sha256) = 64),
  generation int NOT NULL REFERENCES meta.run,
  rows_read bigint NOT NULL CHECK (rows_read >= 0),
  rows_loaded bigint NOT NULL CHECK (rows_loaded >= 0),
  rows_rejected bigint NOT NULL CHECK (rows_rejected >= 0),
  rows_unchanged bigint NOT NULL CHECK (rows_unchanged BETWEEN 0 AND rows_loaded),
  rows_duplicate bigint NOT NULL CHECK (rows_duplicate BETWEEN 0 AND rows_loaded),
  PRIMARY KEY (run_id, file),
  CHECK (rows_read = rows_loaded + rows_rejected)
);
COMMENT ON TABLE meta.run_file IS 'One row per run and file of the extract.';
COMMENT ON COLUMN meta.run_file.run_id IS 'The run that read the file.';
COMMENT ON COLUMN meta.run_file.file IS 'Canonical name, "courses.csv", also when the file was compressed.';
COMMENT ON COLUMN meta.run_file.sha256 IS 'SHA-256 of the file''s bytes; empty if an optional file was not there.';
COMMENT ON COLUMN meta.run_file.content_sha256 IS 'SHA-256 over the bytes, the encoding they were read in and the program: shared files of which none changed keep their generation.';
COMMENT ON COLUMN meta.run_file.generation IS 'The run whose rows hold for this file (shared tables only; for student files the run itself).';
COMMENT ON COLUMN meta.run_file.rows_read IS 'Rows read, without the header and blank lines.';
COMMENT ON COLUMN meta.run_file.rows_loaded IS 'Rows loaded; with the rejected ones these are the rows read.';
COMMENT ON COLUMN meta.run_file.rows_rejected IS 'Rows rejected.';
COMMENT ON COLUMN meta.run_file.rows_unchanged IS 'Loaded rows that were the same at the last published run.';
COMMENT ON COLUMN meta.run_file.rows_duplicate IS 'Loaded rows that repeat an earlier row exactly.';

CREATE TABLE meta.run_edition (
  run_id int NOT NULL REFERENCES meta.run,
  edition_id text COLLATE "C" NOT NULL,
  sha256 text NOT NULL CHECK (length(sha256) = 64),
  last_entering_year smallint NOT NULL,
  PRIMARY KEY (run_id, edition_id)
);
COMMENT ON TABLE meta.run_edition IS 'One row per run and edition of the policies that it evaluated with.';
COMMENT ON COLUMN meta.run_edition.last_entering_year IS 'Last fall that the edition was verified for; students who enter later are evaluated under the latest edition all the same.';
COMMENT ON COLUMN meta.run_edition.run_id IS 'The run.';
COMMENT ON COLUMN meta.run_edition.edition_id IS 'System and first entering year of the edition: uc-2022.';
COMMENT ON COLUMN meta.run_edition.sha256 IS 'SHA-256 of the policy file.';

CREATE TABLE meta.run_stage (
  run_id int NOT NULL REFERENCES meta.run,
  position smallint NOT NULL,
  stage text NOT NULL,
  milliseconds bigint NOT NULL CHECK (milliseconds >= 0),
  PRIMARY KEY (run_id, position)
);
COMMENT ON TABLE meta.run_stage IS 'One row per run and stage of the night.';
COMMENT ON COLUMN meta.run_stage.run_id IS 'The run.';
COMMENT ON COLUMN meta.run_stage.position IS 'Order of the stages, from 1.';
COMMENT ON COLUMN meta.run_stage.stage IS 'Name of the stage, as in the manifest: read, migrate, lists, evaluate, quality, index.';
COMMENT ON COLUMN meta.run_stage.milliseconds IS 'Time that the stage took.';

CREATE TABLE meta.access_log (
  log_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  login text NOT NULL DEFAULT session_user,
  acting_as text NOT NULL DEFAULT current_user,
  command text NOT NULL,
  purpose text,
  student_key bigint,
  row_count bigint NOT NULL CHECK (row_count >= 0),
  run_id int
);
CREATE INDEX access_log_student ON meta.access_log (student_key);
COMMENT ON TABLE meta.access_log IS 'One row per look-up or export of student rows (Education Code 49064). Rows are only ever added.';
COMMENT ON COLUMN meta.access_log.log_id IS 'Counts up in the order of the entries.';
COMMENT ON COLUMN meta.access_log.at IS 'When, by the server''s clock.';
COMMENT ON COLUMN meta.access_log.login IS 'Database login of the person; the server sets it.';
COMMENT ON COLUMN meta.access_log.acting_as IS 'Role that the login acted as.';
COMMENT ON COLUMN meta.access_log.command IS 'What was asked: student, verdicts, rejects, release.';
COMMENT ON COLUMN meta.access_log.purpose IS 'The legitimate interest as the person stated it.';
COMMENT ON COLUMN meta.access_log.student_key IS 'The student seen; empty for an export of many and for a look-up that found nobody.';
COMMENT ON COLUMN meta.access_log.row_count IS 'Rows handed out.';
COMMENT ON COLUMN meta.access_log.run_id IS 'The published run that was read.';
ALTER TABLE meta.access_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE meta.access_log FORCE ROW LEVEL SECURITY;
