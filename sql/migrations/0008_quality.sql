-- Checks of data quality per run, and runs that were loaded and not published.

ALTER TABLE meta.run
  DROP CONSTRAINT run_state_check,
  ADD CONSTRAINT run_state_check CHECK
    (state IN ('running', 'loaded', 'published', 'superseded', 'refused', 'failed', 'abandoned')),
  ADD COLUMN published_at timestamptz,
  ADD COLUMN published_by text,
  ADD COLUMN published_account text,
  ADD COLUMN publish_reason text;
COMMENT ON COLUMN meta.run.state IS 'running; loaded (whole, held back by a check, waiting for a person); published; superseded (loaded, then removed by a later night); refused (the extract was not accepted); failed (an error ended it); abandoned (it died, its rows were removed by a later run).';
COMMENT ON COLUMN meta.run.published_at IS 'When it was published, by the server''s clock.';
COMMENT ON COLUMN meta.run.published_by IS 'Database login that published it: that of the night, or of the person who published a held run.';
COMMENT ON COLUMN meta.run.published_account IS 'Account of the operating system that gave the command to publish a held run; empty where the night published itself.';
COMMENT ON COLUMN meta.run.publish_reason IS 'Why a held run was published, as the person stated it.';
COMMENT ON COLUMN meta.run_stage.stage IS 'Name of the stage, as in the manifest: read, migrate, lists, evaluate, quality, index, checks.';

CREATE TABLE meta.run_check (
  run_id int NOT NULL REFERENCES meta.run,
  check_id text COLLATE "C" NOT NULL,
  severity text NOT NULL CHECK (severity IN ('note', 'warning', 'error')),
  action text NOT NULL CHECK (action IN ('report', 'ask', 'hold')),
  counts text NOT NULL CHECK (counts IN ('students', 'records', 'courses', 'schools', 'files', 'groups')),
  found bigint NOT NULL CHECK (found >= 0),
  base bigint CHECK (base >= 0),
  limit_text text NOT NULL,
  breached bool NOT NULL,
  parameters text NOT NULL,
  milliseconds int NOT NULL CHECK (milliseconds >= 0),
  PRIMARY KEY (run_id, check_id)
);
COMMENT ON TABLE meta.run_check IS 'One row per run and check of data quality that ran.';
COMMENT ON COLUMN meta.run_check.run_id IS 'The run that was checked.';
COMMENT ON COLUMN meta.run_check.check_id IS 'Id of the check: the name of its file in sql/checks.';
COMMENT ON COLUMN meta.run_check.severity IS 'note, warning or error.';
COMMENT ON COLUMN meta.run_check.action IS 'What a breach does: report (nothing more), ask (the night ends with exit 1), hold (exit 1, and the run is not published).';
COMMENT ON COLUMN meta.run_check.counts IS 'What is counted.';
COMMENT ON COLUMN meta.run_check.found IS 'How many were found.';
COMMENT ON COLUMN meta.run_check.base IS 'How many there are in all; empty where the check has no whole.';
COMMENT ON COLUMN meta.run_check.limit_text IS 'How many may be found without a breach: a number, or a share of base in percent.';
COMMENT ON COLUMN meta.run_check.breached IS 'Whether more was found than the limit allows.';
COMMENT ON COLUMN meta.run_check.parameters IS 'Thresholds that the check ran with: name=value, separated by spaces.';
COMMENT ON COLUMN meta.run_check.milliseconds IS 'Time that the check took.';

CREATE TABLE record.check_finding (
  run_id int NOT NULL,
  check_id text COLLATE "C" NOT NULL,
  seq int NOT NULL CHECK (seq > 0),
  school_id text COLLATE "C",
  subject text,
  occurrences bigint NOT NULL CHECK (occurrences >= 0),
  measured double precision,
  expected double precision,
  PRIMARY KEY (run_id, check_id, seq)
);
COMMENT ON TABLE record.check_finding IS 'One row per run, check and place where it found something; of students only how many.';
COMMENT ON COLUMN record.check_finding.run_id IS 'The run that was checked.';
COMMENT ON COLUMN record.check_finding.check_id IS 'The check.';
COMMENT ON COLUMN record.check_finding.seq IS 'Order of the findings of the check, from 1: most occurrences first.';
COMMENT ON COLUMN record.check_finding.school_id IS 'The school; empty where the finding is about none.';
COMMENT ON COLUMN record.check_finding.subject IS 'What at that place: a course_id, a file, a class, a student group; empty for the place itself.';
COMMENT ON COLUMN record.check_finding.occurrences IS 'How many students, records or whatever the check counts there.';
COMMENT ON COLUMN record.check_finding.measured IS 'What was measured, in the unit that docs/checks.md gives.';
COMMENT ON COLUMN record.check_finding.expected IS 'What it was compared with.';

CREATE TABLE record.check_student (
  student_key bigint NOT NULL,
  check_id text COLLATE "C" NOT NULL,
  from_run int NOT NULL,
  to_run int,
  occurrences int NOT NULL CHECK (occurrences > 0),
  PRIMARY KEY (student_key, check_id, from_run),
  CHECK (to_run > from_run)
);
COMMENT ON TABLE record.check_student IS 'One row per student, check that found something about the student, and version of that finding.';
COMMENT ON COLUMN record.check_student.student_key IS 'The student.';
COMMENT ON COLUMN record.check_student.check_id IS 'The check.';
COMMENT ON COLUMN record.check_student.from_run IS 'First run in which it was found so.';
COMMENT ON COLUMN record.check_student.to_run IS 'First run in which it no longer was; empty while it is.';
COMMENT ON COLUMN record.check_student.occurrences IS 'How often: records, students with the same id, schools, as docs/checks.md says.';

CREATE TABLE indicator.class_count (
  run_id int NOT NULL,
  school_id text COLLATE "C" NOT NULL,
  graduation_year smallint NOT NULL,
  students bigint NOT NULL CHECK (students > 0),
  finishing bigint NOT NULL CHECK (finishing BETWEEN 0 AND students),
  met bigint NOT NULL CHECK (met BETWEEN 0 AND hopeful),
  hopeful bigint NOT NULL CHECK (hopeful BETWEEN 0 AND students),
  PRIMARY KEY (run_id, school_id, graduation_year)
);
COMMENT ON TABLE indicator.class_count IS 'One row per run, school and class in grade 12, so that a night can compare itself with earlier ones.';
COMMENT ON COLUMN indicator.class_count.run_id IS 'The run.';
COMMENT ON COLUMN indicator.class_count.school_id IS 'The school.';
COMMENT ON COLUMN indicator.class_count.graduation_year IS 'Spring of the class.';
COMMENT ON COLUMN indicator.class_count.students IS 'Students in grade 12, whatever their enrollment.';
COMMENT ON COLUMN indicator.class_count.finishing IS 'Of these, enrolled or graduated.';
COMMENT ON COLUMN indicator.class_count.met IS 'Students enrolled or graduated who meet the UC pattern.';
COMMENT ON COLUMN indicator.class_count.hopeful IS 'Students enrolled or graduated who meet it, or will if they pass their running courses.';

ALTER TABLE indicator.class_count ENABLE ROW LEVEL SECURITY;
ALTER TABLE indicator.class_count FORCE ROW LEVEL SECURITY;
ALTER TABLE record.check_finding ENABLE ROW LEVEL SECURITY;
ALTER TABLE record.check_finding FORCE ROW LEVEL SECURITY;
ALTER TABLE record.check_student ENABLE ROW LEVEL SECURITY;
ALTER TABLE record.check_student FORCE ROW LEVEL SECURITY;
