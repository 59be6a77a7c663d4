-- Why students' statuses changed from one run to the next, and which history is still kept.

CREATE TABLE evaluation.change (
  student_key bigint NOT NULL,
  run_id int NOT NULL,
  step smallint NOT NULL CHECK (step > 0),
  system text COLLATE "C" NOT NULL CHECK (system IN ('csu', 'uc')),
  cause text COLLATE "C" NOT NULL CHECK (cause IN (
    'moved_school', 'student_new', 'student_gone', 'program_changed', 'edition_changed', 'settings_changed',
    'course_list_changed', 'class_changed', 'date_moved', 'record_withdrawn', 'mark_corrected', 'record_corrected', 'mark_posted',
    'record_added', 'exam', 'waiver')),
  school_id text COLLATE "C" NOT NULL,
  from_school_id text COLLATE "C",
  status_before text CHECK (status_before IN ('met', 'in_progress', 'not_met', 'unknown')),
  status_after text CHECK (status_after IN ('met', 'in_progress', 'not_met', 'unknown')),
  area_before text CHECK (octet_length(area_before) = 7),
  area_after text CHECK (octet_length(area_after) = 7),
  details text[] NOT NULL,
  PRIMARY KEY (student_key, run_id, system, step),
  CHECK ((status_before IS NULL) = (cause = 'student_new') AND (status_after IS NULL) = (cause = 'student_gone')),
  CHECK ((status_before IS NULL) = (area_before IS NULL) AND (status_after IS NULL) = (area_after IS NULL)),
  CHECK ((from_school_id IS NULL) = (cause <> 'moved_school'))
);
CREATE INDEX change_run ON evaluation.change (run_id);
COMMENT ON TABLE evaluation.change IS 'One row per student, run, system and cause that changed a status, in the order in which causes are taken. The steps of a student and system join: each begins where the one before ended.';
COMMENT ON COLUMN evaluation.change.student_key IS 'The student.';
COMMENT ON COLUMN evaluation.change.run_id IS 'The run that brought the change; compared with the run published before it.';
COMMENT ON COLUMN evaluation.change.step IS 'Order of the causes of one student and system, from 1.';
COMMENT ON COLUMN evaluation.change.system IS 'csu or uc.';
COMMENT ON COLUMN evaluation.change.cause IS 'What changed; docs/changes.md says what each cause means.';
COMMENT ON COLUMN evaluation.change.school_id IS 'School of enrollment in the run; for student_gone the last one.';
COMMENT ON COLUMN evaluation.change.from_school_id IS 'School before, for moved_school.';
COMMENT ON COLUMN evaluation.change.status_before IS 'Status of the whole pattern before this cause; empty for student_new.';
COMMENT ON COLUMN evaluation.change.status_after IS 'Status of the whole pattern after this cause; empty for student_gone.';
COMMENT ON COLUMN evaluation.change.area_before IS 'Status per area A to G before this cause, as evaluation.verdict.area_status.';
COMMENT ON COLUMN evaluation.change.area_after IS 'Status per area A to G after this cause.';
COMMENT ON COLUMN evaluation.change.details IS 'The records, courses, exams or waivers that changed, in words; empty where the cause says it all.';
ALTER TABLE evaluation.change ENABLE ROW LEVEL SECURITY;
ALTER TABLE evaluation.change FORCE ROW LEVEL SECURITY;

ALTER TABLE meta.run
  ADD COLUMN settings_sha256 text CHECK (length(settings_sha256) = 64),
  ADD COLUMN pruned_at timestamptz,
  ADD COLUMN quality_run int,
  ADD COLUMN inputs_sha256 text CHECK (length(inputs_sha256) = 64);
COMMENT ON COLUMN meta.run.settings_sha256 IS 'SHA-256 over the district''s settings that decide verdicts (credits); empty for runs before migration 0009.';
COMMENT ON COLUMN meta.run.pruned_at IS 'When the rows that only this run showed were removed (agtrack prune); empty while it can be read.';
COMMENT ON COLUMN meta.run.quality_run IS 'An earlier run whose rejects and findings hold for this run too, as it read the same files; empty where the run has its own.';
COMMENT ON COLUMN meta.run.inputs_sha256 IS 'SHA-256 over everything that decides the run but its day: files, settings, editions, program; a night with the same inputs as the published run carries it over whole.';

CREATE TABLE meta.run_finding (
  run_id int NOT NULL REFERENCES meta.run,
  code text COLLATE "C" NOT NULL,
  occurrences bigint NOT NULL CHECK (occurrences > 0),
  PRIMARY KEY (run_id, code)
);
COMMENT ON TABLE meta.run_finding IS 'One row per run and code of finding: how many rows of the extract it stands for, also those beyond what record.finding keeps.';
COMMENT ON COLUMN meta.run_finding.run_id IS 'The run.';
COMMENT ON COLUMN meta.run_finding.code IS 'Code of the finding.';
COMMENT ON COLUMN meta.run_finding.occurrences IS 'Rows, students or courses that it stands for.';
