-- What the extracts said about students. student_key leads every primary key and joins the tables, so that they can be
-- distributed by it; hence no foreign key, trigger or sequence here.
--
-- A version of a student holds from from_run until to_run (exclusive): it is visible to readers of the published run P
-- iff from_run <= P and (to_run is null or to_run > P). Transcript, exam and waiver rows belong to one version.

CREATE TABLE record.student_identity (
  student_key bigint PRIMARY KEY,
  student_id text COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX student_identity_student_id ON record.student_identity (student_id);
COMMENT ON TABLE record.student_identity IS 'One row per student ever seen.';
COMMENT ON COLUMN record.student_identity.student_key IS 'Number that stands for the student in all tables and never changes.';
COMMENT ON COLUMN record.student_identity.student_id IS 'The district''s own id.';

CREATE TABLE record.student (
  student_key bigint NOT NULL,
  from_run int NOT NULL,
  to_run int,
  grade_level smallint NOT NULL CHECK (grade_level BETWEEN 6 AND 12),
  entry_year smallint,
  graduation_year smallint,
  birth_date date,
  low_income bool,
  disability bool,
  homeless bool,
  foster bool,
  migrant bool,
  digest bytea NOT NULL CHECK (octet_length(digest) = 16),
  school_id text COLLATE "C" NOT NULL,
  district_id text COLLATE "C",
  ssid text COLLATE "C",
  last_name text NOT NULL,
  first_name text NOT NULL,
  middle_name text,
  gender text CHECK (gender IN ('F', 'M', 'X')),
  race_ethnicity text CHECK (race_ethnicity IN ('african_american', 'american_indian', 'asian', 'filipino', 'hispanic', 'pacific_islander', 'white', 'two_or_more', 'not_reported')),
  english_status text CHECK (english_status IN ('EO', 'IFEP', 'EL', 'RFEP', 'TBD')),
  enrollment text NOT NULL CHECK (enrollment IN ('enrolled', 'graduated', 'left', 'dropped_out')),
  counselor_id text COLLATE "C",
  local_groups text,
  PRIMARY KEY (student_key, from_run),
  CHECK (to_run > from_run)
);
CREATE INDEX student_ssid ON record.student (ssid);
CREATE INDEX student_name ON record.student ((lower(first_name || ' ' || last_name)) text_pattern_ops);
CREATE INDEX student_name_reversed ON record.student ((lower(last_name || ', ' || first_name)) text_pattern_ops);
COMMENT ON TABLE record.student IS 'One row per student and version of what the extracts said about the student.';
COMMENT ON COLUMN record.student.student_key IS 'The student.';
COMMENT ON COLUMN record.student.from_run IS 'First run for which this version holds.';
COMMENT ON COLUMN record.student.to_run IS 'First run for which it no longer holds; empty while it does.';
COMMENT ON COLUMN record.student.grade_level IS 'Grade level, 6 to 12.';
COMMENT ON COLUMN record.student.entry_year IS 'Fall year of first entry to grade 9, as delivered or derived from the grade level.';
COMMENT ON COLUMN record.student.graduation_year IS 'Spring year of the cohort, as delivered, else four years after a delivered entry year, else derived from the grade level.';
COMMENT ON COLUMN record.student.birth_date IS 'Date of birth.';
COMMENT ON COLUMN record.student.low_income IS 'Socioeconomically disadvantaged; empty = unknown.';
COMMENT ON COLUMN record.student.disability IS 'Student with a disability; empty = unknown.';
COMMENT ON COLUMN record.student.homeless IS 'Homeless; empty = unknown.';
COMMENT ON COLUMN record.student.foster IS 'Foster youth; empty = unknown.';
COMMENT ON COLUMN record.student.migrant IS 'Migrant; empty = unknown.';
COMMENT ON COLUMN record.student.digest IS 'Digest over this row and all transcript, exam and waiver rows of the student; a student with the same digest keeps the version.';
COMMENT ON COLUMN record.student.school_id IS 'School of enrolment.';
COMMENT ON COLUMN record.student.district_id IS 'District of that school when the version was loaded.';
COMMENT ON COLUMN record.student.ssid IS '10-digit statewide id.';
COMMENT ON COLUMN record.student.last_name IS 'Last name.';
COMMENT ON COLUMN record.student.first_name IS 'First name.';
COMMENT ON COLUMN record.student.middle_name IS 'Middle name.';
COMMENT ON COLUMN record.student.gender IS 'F, M, X; empty = unknown.';
COMMENT ON COLUMN record.student.race_ethnicity IS 'Race or ethnicity, a code of students.csv; empty = unknown.';
COMMENT ON COLUMN record.student.english_status IS 'English language acquisition status: EO, IFEP, EL, RFEP, TBD; empty = unknown.';
COMMENT ON COLUMN record.student.enrollment IS 'enrolled, graduated, left or dropped_out.';
COMMENT ON COLUMN record.student.counselor_id IS 'staff_id of the counselor whose caseload the student is on.';
COMMENT ON COLUMN record.student.local_groups IS 'The district''s own student groups, separated by semicolons.';

CREATE TABLE record.transcript (
  student_key bigint NOT NULL,
  from_run int NOT NULL,
  course_code int NOT NULL,
  credits_attempted int,
  credits_earned int,
  seq smallint NOT NULL,
  school_year smallint NOT NULL,
  grade_level smallint NOT NULL CHECK (grade_level BETWEEN 6 AND 12),
  part smallint CHECK (part BETWEEN 1 AND 2),
  in_progress bool NOT NULL,
  term text NOT NULL,
  mark text,
  record_id text COLLATE "C",
  PRIMARY KEY (student_key, from_run, seq)
);
COMMENT ON TABLE record.transcript IS 'One row per student, version and transcript record.';
COMMENT ON COLUMN record.transcript.student_key IS 'The student.';
COMMENT ON COLUMN record.transcript.from_run IS 'Version of the student that the row belongs to.';
COMMENT ON COLUMN record.transcript.course_code IS 'Institution, course and printed title: record.course_code.';
COMMENT ON COLUMN record.transcript.credits_attempted IS 'Credits attempted, in hundredths.';
COMMENT ON COLUMN record.transcript.credits_earned IS 'Credits earned, in hundredths.';
COMMENT ON COLUMN record.transcript.seq IS 'Order of the records inside the version, from 1.';
COMMENT ON COLUMN record.transcript.school_year IS 'Fall of the school year: 2024 is 2024-25.';
COMMENT ON COLUMN record.transcript.grade_level IS 'Grade level when the course was taken, 6 to 12.';
COMMENT ON COLUMN record.transcript.part IS 'Half of a yearlong course, 1 or 2, where the extract names it.';
COMMENT ON COLUMN record.transcript.in_progress IS 'Whether the course is running now.';
COMMENT ON COLUMN record.transcript.term IS 'S1, S2, T1..T3, Q1..Q4, FY or SU.';
COMMENT ON COLUMN record.transcript.mark IS 'Mark as on the transcript; empty while in progress.';
COMMENT ON COLUMN record.transcript.record_id IS 'Key of the record in the student information system, where the extract names it.';

CREATE TABLE record.exam (
  student_key bigint NOT NULL,
  from_run int NOT NULL,
  seq smallint NOT NULL,
  school_year smallint,
  score int,
  program text NOT NULL CHECK (program IN ('AP', 'IB', 'SAT', 'SAT2', 'ACT')),
  subject text NOT NULL,
  PRIMARY KEY (student_key, from_run, seq)
);
COMMENT ON TABLE record.exam IS 'One row per student, version and exam taken.';
COMMENT ON COLUMN record.exam.student_key IS 'The student.';
COMMENT ON COLUMN record.exam.from_run IS 'Version of the student that the row belongs to.';
COMMENT ON COLUMN record.exam.seq IS 'Order of the exams inside the version, from 1.';
COMMENT ON COLUMN record.exam.school_year IS 'Fall of the school year of the exam.';
COMMENT ON COLUMN record.exam.score IS 'Score.';
COMMENT ON COLUMN record.exam.program IS 'AP, IB, SAT, SAT2 or ACT.';
COMMENT ON COLUMN record.exam.subject IS 'AP exam code as 2 digits, or the name.';

CREATE TABLE record.waiver (
  student_key bigint NOT NULL,
  from_run int NOT NULL,
  semesters int NOT NULL CHECK (semesters >= 0),
  granted_on date,
  seq smallint NOT NULL,
  subject_area text NOT NULL CHECK (subject_area IN ('A', 'B', 'C', 'D', 'E', 'F', 'G')),
  reason text,
  granted_by text,
  PRIMARY KEY (student_key, from_run, seq)
);
COMMENT ON TABLE record.waiver IS 'One row per student, version and waiver granted.';
COMMENT ON COLUMN record.waiver.student_key IS 'The student.';
COMMENT ON COLUMN record.waiver.from_run IS 'Version of the student that the row belongs to.';
COMMENT ON COLUMN record.waiver.semesters IS 'Semesters waived, in hundredths.';
COMMENT ON COLUMN record.waiver.granted_on IS 'Day of the decision.';
COMMENT ON COLUMN record.waiver.seq IS 'Order of the waivers inside the version, from 1.';
COMMENT ON COLUMN record.waiver.subject_area IS 'Subject area A..G.';
COMMENT ON COLUMN record.waiver.reason IS 'formal_schooling, language_certification or other.';
COMMENT ON COLUMN record.waiver.granted_by IS 'Who decided.';

CREATE TABLE record.reject (
  run_id int NOT NULL,
  seq int NOT NULL,
  line bigint NOT NULL,
  file text COLLATE "C" NOT NULL,
  column_name text,
  code text COLLATE "C" NOT NULL,
  value text,
  message text NOT NULL,
  PRIMARY KEY (run_id, seq)
);
COMMENT ON TABLE record.reject IS 'One row per run and row of the extract that could not be used.';
COMMENT ON COLUMN record.reject.run_id IS 'The run that read the extract.';
COMMENT ON COLUMN record.reject.seq IS 'Order of the rejects inside the run, from 1.';
COMMENT ON COLUMN record.reject.line IS 'Physical line where the record starts; the header is line 1.';
COMMENT ON COLUMN record.reject.file IS 'File of the extract.';
COMMENT ON COLUMN record.reject.column_name IS 'Column at fault; empty if the row as a whole is.';
COMMENT ON COLUMN record.reject.code IS 'Reject code.';
COMMENT ON COLUMN record.reject.value IS 'Offending value, cut to 200 characters, control characters escaped.';
COMMENT ON COLUMN record.reject.message IS 'What is wrong and what to do, without the value.';

CREATE TABLE record.finding (
  run_id int NOT NULL,
  seq int NOT NULL,
  line bigint,
  occurrences bigint NOT NULL CHECK (occurrences > 0),
  code text COLLATE "C" NOT NULL,
  severity text NOT NULL CHECK (severity IN ('note', 'warning', 'error')),
  file text COLLATE "C",
  column_name text,
  value text,
  message text NOT NULL,
  PRIMARY KEY (run_id, seq)
);
COMMENT ON TABLE record.finding IS 'One row per run and finding about data quality.';
COMMENT ON COLUMN record.finding.run_id IS 'The run that read the extract.';
COMMENT ON COLUMN record.finding.seq IS 'Order of the findings inside the run, from 1.';
COMMENT ON COLUMN record.finding.line IS 'Physical line, where the finding is about one row.';
COMMENT ON COLUMN record.finding.occurrences IS 'How often it was found.';
COMMENT ON COLUMN record.finding.code IS 'Finding code.';
COMMENT ON COLUMN record.finding.severity IS 'note, warning or error.';
COMMENT ON COLUMN record.finding.file IS 'File of the extract.';
COMMENT ON COLUMN record.finding.column_name IS 'Column, where the finding is about one.';
COMMENT ON COLUMN record.finding.value IS 'Value, cut to 200 characters, control characters escaped.';
COMMENT ON COLUMN record.finding.message IS 'What is wrong and what to do, without the value.';

ALTER TABLE record.student_identity ENABLE ROW LEVEL SECURITY;
ALTER TABLE record.student_identity FORCE ROW LEVEL SECURITY;
ALTER TABLE record.student ENABLE ROW LEVEL SECURITY;
ALTER TABLE record.student FORCE ROW LEVEL SECURITY;
ALTER TABLE record.transcript ENABLE ROW LEVEL SECURITY;
ALTER TABLE record.transcript FORCE ROW LEVEL SECURITY;
ALTER TABLE record.exam ENABLE ROW LEVEL SECURITY;
ALTER TABLE record.exam FORCE ROW LEVEL SECURITY;
ALTER TABLE record.waiver ENABLE ROW LEVEL SECURITY;
ALTER TABLE record.waiver FORCE ROW LEVEL SECURITY;
ALTER TABLE record.reject ENABLE ROW LEVEL SECURITY;
ALTER TABLE record.reject FORCE ROW LEVEL SECURITY;
ALTER TABLE record.finding ENABLE ROW LEVEL SECURITY;
ALTER TABLE record.finding FORCE ROW LEVEL SECURITY;
ALTER TABLE record.student ALTER COLUMN digest SET STATISTICS 0;
ALTER TABLE record.transcript ALTER COLUMN record_id SET STATISTICS 0, ALTER COLUMN credits_earned SET STATISTICS 0;
