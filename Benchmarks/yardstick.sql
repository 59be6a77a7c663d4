-- What loading the same files costs with PostgreSQL's own means: text staging, typed and keyed tables, statistics.
-- psql -v dir=FOLDER -f yardstick.sql, in an empty database.
\set ON_ERROR_STOP on
CREATE SCHEMA yard;
SET search_path = yard;
CREATE TABLE s_schools (school_id text, name text, district_id text, district_name text, kind text, ceeb_code text);
CREATE TABLE s_students (student_id text, ssid text, last_name text, first_name text, middle_name text, birth_date text,
  gender text, race_ethnicity text, english_status text, low_income text, disability text, homeless text, foster text,
  migrant text, school_id text, grade_level text, entry_year text, graduation_year text, enrollment text,
  counselor_id text, local_groups text);
CREATE TABLE s_courses (school_id text, course_id text, title text, subject_area text, discipline text, language text,
  length text, honors text, exam_code text, part text, course_key text, grade_levels text, first_year text,
  last_year text, g_eligible text, sections text, seats text, prerequisites text, state_course_code text);
CREATE TABLE s_transcripts (student_id text, school_id text, school_year text, term text, grade_level text,
  course_id text, course_title text, mark text, credits_attempted text, credits_earned text, part text,
  in_progress text, record_id text);
CREATE TABLE s_exams (student_id text, program text, subject text, school_year text, score text);
CREATE TABLE s_waivers (student_id text, subject_area text, semesters text, reason text, granted_by text, granted_on text);

\copy s_schools FROM PROGRAM 'cat "$AGTRACK_BENCH_DIR/schools.csv"' WITH (FORMAT csv, HEADER)
\copy s_students FROM PROGRAM 'cat "$AGTRACK_BENCH_DIR/students.csv"' WITH (FORMAT csv, HEADER)
\copy s_courses FROM PROGRAM 'cat "$AGTRACK_BENCH_DIR/courses.csv"' WITH (FORMAT csv, HEADER)
\copy s_transcripts FROM PROGRAM 'cat "$AGTRACK_BENCH_DIR/transcripts.csv"' WITH (FORMAT csv, HEADER)
\copy s_exams FROM PROGRAM 'cat "$AGTRACK_BENCH_DIR/exams.csv"' WITH (FORMAT csv, HEADER)
\copy s_waivers FROM PROGRAM 'cat "$AGTRACK_BENCH_DIR/waivers.csv"' WITH (FORMAT csv, HEADER)

CREATE TABLE school (school_id text PRIMARY KEY, name text NOT NULL, district_id text, district_name text,
  kind text NOT NULL, ceeb_code text);
INSERT INTO school SELECT * FROM s_schools;
CREATE TABLE student (student_id text PRIMARY KEY, ssid text, last_name text NOT NULL, first_name text NOT NULL,
  middle_name text, birth_date date, gender text, race_ethnicity text, english_status text, low_income bool,
  disability bool, homeless bool, foster bool, migrant bool, school_id text NOT NULL, grade_level smallint NOT NULL,
  entry_year smallint, graduation_year smallint, enrollment text, counselor_id text, local_groups text);
INSERT INTO student
SELECT student_id, ssid, last_name, first_name, middle_name, birth_date::date, gender, race_ethnicity, english_status,
  low_income = 'Y', disability = 'Y', homeless = 'Y', foster = 'Y', migrant = 'Y', school_id, grade_level::smallint,
  entry_year::smallint, graduation_year::smallint, enrollment, counselor_id, local_groups
FROM s_students;
CREATE INDEX ON student (ssid);
CREATE INDEX ON student (school_id);
CREATE TABLE course (school_id text, course_id text, title text, subject_area text, discipline text, language text,
  length text, honors text, exam_code text, part smallint, course_key text, grade_levels text, first_year text,
  last_year text, g_eligible text, sections int, seats int, prerequisites text, state_course_code text);
INSERT INTO course
SELECT school_id, course_id, title, subject_area, discipline, language, length, honors, exam_code, part::smallint,
  course_key, grade_levels, first_year, last_year, g_eligible, sections::int, seats::int, prerequisites,
  state_course_code
FROM s_courses;
CREATE INDEX ON course (school_id, course_id);
CREATE TABLE transcript (student_id text NOT NULL, school_id text NOT NULL, school_year smallint NOT NULL,
  term text NOT NULL, grade_level smallint NOT NULL, course_id text NOT NULL, course_title text, mark text,
  credits_attempted numeric(6, 2), credits_earned numeric(6, 2), part smallint, in_progress bool NOT NULL,
  record_id text PRIMARY KEY);
INSERT INTO transcript
SELECT student_id, school_id, left(school_year, 4)::smallint, term, grade_level::smallint, course_id, course_title,
  mark, credits_attempted::numeric, credits_earned::numeric, part::smallint, coalesce(in_progress, 'N') = 'Y', record_id
FROM s_transcripts;
CREATE INDEX ON transcript (student_id);
CREATE TABLE exam (student_id text, program text, subject text, school_year text, score numeric);
INSERT INTO exam SELECT student_id, program, subject, school_year, score::numeric FROM s_exams;
CREATE INDEX ON exam (student_id);
CREATE TABLE waiver (student_id text, subject_area text, semesters numeric, reason text, granted_by text, granted_on date);
INSERT INTO waiver SELECT student_id, subject_area, semesters::numeric, reason, granted_by, granted_on::date FROM s_waivers;
ANALYZE school, student, course, transcript, exam, waiver;
