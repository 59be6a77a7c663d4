-- What stands behind what was decided: three values per course, whose each row of an AP datafile is, and what the district
-- itself certified about its graduates.

-- A course's rows are one version: it holds from from_run until to_run (exclusive), as record.student does.
CREATE TABLE record.course_evidence (
  school_id text COLLATE "C" NOT NULL,
  course_id text COLLATE "C" NOT NULL,
  from_run int NOT NULL,
  to_run int,
  seq int NOT NULL CHECK (seq > 0),
  first_year smallint,
  last_year smallint,
  list_distance smallint CHECK (list_distance >= 0),
  decided_on date,
  digest bytea NOT NULL CHECK (octet_length(digest) = 16),
  rule text COLLATE "C" NOT NULL,
  claimed_areas text,
  claimed_discipline text,
  claimed_language text,
  claimed_length text,
  claimed_honors text,
  listed_title text,
  listed_areas text,
  listed_discipline text,
  listed_language text,
  listed_length text,
  listed_honors text,
  decided_areas text,
  decided_discipline text,
  decided_language text,
  decided_length text,
  decided_honors text,
  decided_by text,
  reason text,
  PRIMARY KEY (school_id, course_id, from_run, seq),
  CHECK (to_run > from_run),
  CHECK (first_year <= last_year)
);
CREATE INDEX course_evidence_course ON record.course_evidence (course_id);
COMMENT ON TABLE record.course_evidence IS 'One row per institution, course, version and range of school years in which nothing changed: what the student information system claims, what UC''s course list says, and what was decided by which rule. Courses of an extract without other forms of file have no row.';
COMMENT ON COLUMN record.course_evidence.school_id IS 'Institution that offers the course.';
COMMENT ON COLUMN record.course_evidence.course_id IS 'Local code as it stands on transcripts.';
COMMENT ON COLUMN record.course_evidence.from_run IS 'First run for which this version holds.';
COMMENT ON COLUMN record.course_evidence.to_run IS 'First run for which it no longer holds; empty while it does.';
COMMENT ON COLUMN record.course_evidence.seq IS 'Order of the ranges of school years inside the version, from 1.';
COMMENT ON COLUMN record.course_evidence.first_year IS 'Fall of the first school year; empty = open.';
COMMENT ON COLUMN record.course_evidence.last_year IS 'Fall of the last school year; empty = open.';
COMMENT ON COLUMN record.course_evidence.list_distance IS 'How many years away UC''s list was that was used: 0 = the list of the year; empty = there was none.';
COMMENT ON COLUMN record.course_evidence.decided_on IS 'Day on which a person decided; empty unless the rule is decision.person.';
COMMENT ON COLUMN record.course_evidence.digest IS 'Digest over all rows of the version; a course with the same one keeps it.';
COMMENT ON COLUMN record.course_evidence.rule IS 'Rule that decided, as in docs/forms-course-lists.md; what told courses of one name apart follows a plus sign.';
COMMENT ON COLUMN record.course_evidence.claimed_areas IS 'Subject areas that the student information system claims, separated by semicolons; the empty text = it says that the course is not A-G; empty = it does not say.';
COMMENT ON COLUMN record.course_evidence.claimed_discipline IS 'Discipline that the student information system claims.';
COMMENT ON COLUMN record.course_evidence.claimed_language IS 'Language that the student information system claims.';
COMMENT ON COLUMN record.course_evidence.claimed_length IS 'Length that the student information system claims: year, semester or two_years.';
COMMENT ON COLUMN record.course_evidence.claimed_honors IS 'Honors that the student information system claims: AP, IB, HL, CL.';
COMMENT ON COLUMN record.course_evidence.listed_title IS 'Title on UC''s list; empty where the list does not name the course or there is none.';
COMMENT ON COLUMN record.course_evidence.listed_areas IS 'Subject areas on UC''s list.';
COMMENT ON COLUMN record.course_evidence.listed_discipline IS 'Discipline on UC''s list.';
COMMENT ON COLUMN record.course_evidence.listed_language IS 'Language on UC''s list.';
COMMENT ON COLUMN record.course_evidence.listed_length IS 'Length on UC''s list.';
COMMENT ON COLUMN record.course_evidence.listed_honors IS 'Honors on UC''s list.';
COMMENT ON COLUMN record.course_evidence.decided_areas IS 'Subject areas that hold; the empty text = not on the A-G list; empty = nothing could be decided, or record.course has the rows of the district''s own courses.csv.';
COMMENT ON COLUMN record.course_evidence.decided_discipline IS 'Discipline that holds.';
COMMENT ON COLUMN record.course_evidence.decided_language IS 'Language that holds.';
COMMENT ON COLUMN record.course_evidence.decided_length IS 'Length that holds.';
COMMENT ON COLUMN record.course_evidence.decided_honors IS 'Honors that hold.';
COMMENT ON COLUMN record.course_evidence.decided_by IS 'Who decided; empty unless a person did.';
COMMENT ON COLUMN record.course_evidence.reason IS 'Why, as that person wrote.';

CREATE TABLE record.exam_match (
  student_key bigint NOT NULL,
  from_run int NOT NULL,
  seq smallint NOT NULL,
  exams smallint NOT NULL CHECK (exams >= 0),
  line bigint NOT NULL,
  file text COLLATE "C" NOT NULL,
  rule text COLLATE "C" NOT NULL,
  PRIMARY KEY (student_key, from_run, seq)
);
COMMENT ON TABLE record.exam_match IS 'One row per student, version and row of an AP datafile that was matched to the student.';
COMMENT ON COLUMN record.exam_match.student_key IS 'The student.';
COMMENT ON COLUMN record.exam_match.from_run IS 'Version of the student that the row belongs to.';
COMMENT ON COLUMN record.exam_match.seq IS 'Order of the matched rows inside the version, from 1.';
COMMENT ON COLUMN record.exam_match.exams IS 'Exams of the row that have a score.';
COMMENT ON COLUMN record.exam_match.line IS 'Physical line of the row.';
COMMENT ON COLUMN record.exam_match.file IS 'AP datafile.';
COMMENT ON COLUMN record.exam_match.rule IS 'Rule by which the student was found, as in docs/forms-course-lists.md.';

CREATE TABLE record.exam_review (
  from_run int NOT NULL,
  seq int NOT NULL,
  to_run int,
  candidates int NOT NULL CHECK (candidates >= 0),
  line bigint NOT NULL,
  exams smallint NOT NULL CHECK (exams >= 0),
  file text COLLATE "C" NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('doubtful', 'unmatched')),
  rule text COLLATE "C",
  PRIMARY KEY (from_run, seq),
  CHECK (to_run > from_run)
);
COMMENT ON TABLE record.exam_review IS 'One row per row of an AP datafile for which no student was chosen, and range of runs in which that held.';
COMMENT ON COLUMN record.exam_review.from_run IS 'First run for which the row holds.';
COMMENT ON COLUMN record.exam_review.seq IS 'Order of the rows that began to hold with that run, from 1.';
COMMENT ON COLUMN record.exam_review.to_run IS 'First run for which it no longer holds; empty while it does.';
COMMENT ON COLUMN record.exam_review.candidates IS 'How many students fitted under the rule.';
COMMENT ON COLUMN record.exam_review.line IS 'Physical line of the row.';
COMMENT ON COLUMN record.exam_review.exams IS 'Exams of the row that have a score.';
COMMENT ON COLUMN record.exam_review.file IS 'AP datafile.';
COMMENT ON COLUMN record.exam_review.outcome IS 'doubtful (several students fit, or one only in part) or unmatched.';
COMMENT ON COLUMN record.exam_review.rule IS 'First rule under which the row was doubtful; empty for an unmatched one.';

CREATE TABLE record.district_claim (
  student_key bigint NOT NULL,
  from_run int NOT NULL,
  school_year smallint NOT NULL,
  met_requirements bool NOT NULL,
  PRIMARY KEY (student_key, from_run)
);
COMMENT ON TABLE record.district_claim IS 'One row per student and version for whom the district certified to the state whether all UC/CSU requirements were met. It decides nothing.';
COMMENT ON COLUMN record.district_claim.student_key IS 'The student.';
COMMENT ON COLUMN record.district_claim.from_run IS 'Version of the student that the row belongs to.';
COMMENT ON COLUMN record.district_claim.school_year IS 'Fall of the school year of the enrollment that carries the claim.';
COMMENT ON COLUMN record.district_claim.met_requirements IS 'What was certified (CALPADS element 1.29).';

ALTER TABLE record.exam_match ENABLE ROW LEVEL SECURITY;
ALTER TABLE record.exam_match FORCE ROW LEVEL SECURITY;
ALTER TABLE record.exam_review ENABLE ROW LEVEL SECURITY;
ALTER TABLE record.exam_review FORCE ROW LEVEL SECURITY;
ALTER TABLE record.district_claim ENABLE ROW LEVEL SECURITY;
ALTER TABLE record.district_claim FORCE ROW LEVEL SECURITY;
ALTER TABLE record.course_evidence ALTER COLUMN digest SET STATISTICS 0;
