-- Small tables that all students share. A row belongs to a generation: the run that loaded it. A run whose rows are the
-- same as before points to the earlier generation (meta.run_file), so nothing is written twice.

CREATE TABLE record.school (
  generation int NOT NULL,
  school_id text COLLATE "C" NOT NULL,
  name text NOT NULL,
  district_id text COLLATE "C",
  district_name text,
  kind text NOT NULL CHECK (kind IN ('high', 'continuation', 'middle', 'elementary', 'online', 'community_college', 'university', 'other')),
  ceeb_code text,
  PRIMARY KEY (generation, school_id)
);
COMMENT ON TABLE record.school IS 'One row per generation and institution where a course can be taken.';
COMMENT ON COLUMN record.school.generation IS 'Run that loaded the row.';
COMMENT ON COLUMN record.school.school_id IS '14-digit CDS code, or any unique text for colleges and online providers.';
COMMENT ON COLUMN record.school.name IS 'Name as printed in reports.';
COMMENT ON COLUMN record.school.district_id IS '7-digit county-district code; empty outside the district.';
COMMENT ON COLUMN record.school.district_name IS 'Name of the district.';
COMMENT ON COLUMN record.school.kind IS 'Kind of institution, a code of schools.csv.';
COMMENT ON COLUMN record.school.ceeb_code IS '6-digit College Board code.';

CREATE TABLE record.course (
  generation int NOT NULL,
  row_no int NOT NULL,
  school_id text COLLATE "C" NOT NULL,
  course_id text COLLATE "C" NOT NULL,
  title text NOT NULL,
  subject_area text,
  discipline text,
  language text,
  length text NOT NULL CHECK (length IN ('year', 'semester', 'two_years')),
  honors text CHECK (honors IN ('AP', 'IB', 'HL', 'CL')),
  exam_code text,
  part smallint CHECK (part IN (1, 2)),
  course_key text COLLATE "C" NOT NULL,
  grade_levels text,
  first_year smallint,
  last_year smallint,
  g_eligible bool NOT NULL,
  sections int,
  seats int,
  prerequisites text,
  state_course_code text,
  PRIMARY KEY (generation, row_no),
  CHECK (first_year <= last_year)
);
CREATE UNIQUE INDEX course_key ON record.course (generation, school_id, course_id, (coalesce(first_year, 0)));
COMMENT ON TABLE record.course IS 'One row per generation, institution, course and range of list years: the A-G course lists and the rest of the catalogues.';
COMMENT ON COLUMN record.course.generation IS 'Run that loaded the row.';
COMMENT ON COLUMN record.course.row_no IS 'Order of the rows inside the generation, from 1.';
COMMENT ON COLUMN record.course.school_id IS 'Institution that offers the course.';
COMMENT ON COLUMN record.course.course_id IS 'Local code as it stands on transcripts.';
COMMENT ON COLUMN record.course.title IS 'Title of the course.';
COMMENT ON COLUMN record.course.subject_area IS 'Subject areas A..G that list the course, separated by semicolons; empty = not on the A-G list.';
COMMENT ON COLUMN record.course.discipline IS 'UC''s name for what the course teaches.';
COMMENT ON COLUMN record.course.language IS 'Language of a course of area E.';
COMMENT ON COLUMN record.course.length IS 'year, semester or two_years.';
COMMENT ON COLUMN record.course.honors IS 'Why the course may carry an honors point: AP, IB, HL, CL.';
COMMENT ON COLUMN record.course.exam_code IS 'AP exam code of an AP course.';
COMMENT ON COLUMN record.course.part IS '1 or 2 where the code itself names one half of a yearlong course.';
COMMENT ON COLUMN record.course.course_key IS 'Courses with the same key at one institution are the same course.';
COMMENT ON COLUMN record.course.grade_levels IS 'Grade levels that the course is for, separated by semicolons.';
COMMENT ON COLUMN record.course.first_year IS 'Fall of the first school year on the list; empty = open.';
COMMENT ON COLUMN record.course.last_year IS 'Fall of the last school year on the list; empty = open.';
COMMENT ON COLUMN record.course.g_eligible IS 'Whether a surplus of this course may serve area G in editions before 2015.';
COMMENT ON COLUMN record.course.sections IS 'Sections offered this year.';
COMMENT ON COLUMN record.course.seats IS 'Seats offered this year.';
COMMENT ON COLUMN record.course.prerequisites IS 'Course ids, separated by semicolons.';
COMMENT ON COLUMN record.course.state_course_code IS 'CALPADS 4-character code.';

CREATE TABLE record.equivalent (
  generation int NOT NULL,
  row_no int NOT NULL,
  school_id text COLLATE "C" NOT NULL,
  course_id text COLLATE "C" NOT NULL,
  same_as_school_id text COLLATE "C" NOT NULL,
  same_as_course_id text COLLATE "C" NOT NULL,
  PRIMARY KEY (generation, row_no)
);
COMMENT ON TABLE record.equivalent IS 'One row per generation and pair of courses of two institutions that are the same course.';
COMMENT ON COLUMN record.equivalent.generation IS 'Run that loaded the row.';
COMMENT ON COLUMN record.equivalent.row_no IS 'Order of the rows inside the generation, from 1.';
COMMENT ON COLUMN record.equivalent.school_id IS 'Institution of the first course.';
COMMENT ON COLUMN record.equivalent.course_id IS 'Code of the first course.';
COMMENT ON COLUMN record.equivalent.same_as_school_id IS 'Institution of the second course.';
COMMENT ON COLUMN record.equivalent.same_as_course_id IS 'Code of the second course.';

CREATE TABLE record.staff (
  generation int NOT NULL,
  row_no int NOT NULL,
  staff_id text COLLATE "C" NOT NULL,
  name text,
  login text COLLATE "C",
  role text NOT NULL CHECK (role IN ('counselor', 'school_admin', 'district_analyst', 'auditor', 'data_engineer')),
  school_id text COLLATE "C",
  PRIMARY KEY (generation, row_no)
);
CREATE INDEX staff_by_login ON record.staff (login, generation);
COMMENT ON TABLE record.staff IS 'One row per generation, staff member and school. Row-level security reads it to decide who may see whom.';
COMMENT ON COLUMN record.staff.generation IS 'Run that loaded the row.';
COMMENT ON COLUMN record.staff.row_no IS 'Order of the rows inside the generation, from 1.';
COMMENT ON COLUMN record.staff.staff_id IS 'The district''s id of the staff member.';
COMMENT ON COLUMN record.staff.name IS 'Name of the staff member.';
COMMENT ON COLUMN record.staff.login IS 'Database login of the staff member.';
COMMENT ON COLUMN record.staff.role IS 'counselor sees the own caseload; school_admin the school; district_analyst the district (all students without a school_id); auditor no student; data_engineer all.';
COMMENT ON COLUMN record.staff.school_id IS 'School that the role is held at.';
ALTER TABLE record.staff ENABLE ROW LEVEL SECURITY;
ALTER TABLE record.staff FORCE ROW LEVEL SECURITY;

CREATE TABLE record.measure (
  generation int NOT NULL,
  row_no int NOT NULL,
  measure_id text COLLATE "C" NOT NULL,
  number text,
  focus_area text,
  emphasis text,
  name text,
  denominator text,
  kind text,
  direction text,
  unit text,
  leader text,
  goal text,
  PRIMARY KEY (generation, row_no),
  UNIQUE (generation, measure_id)
);
COMMENT ON TABLE record.measure IS 'One row per generation and dashboard measure that the district delivers itself.';
COMMENT ON COLUMN record.measure.generation IS 'Run that loaded the row.';
COMMENT ON COLUMN record.measure.row_no IS 'Order of the rows inside the generation, from 1.';
COMMENT ON COLUMN record.measure.measure_id IS 'The district''s id of the measure.';
COMMENT ON COLUMN record.measure.number IS 'Number of the measure on the dashboard.';
COMMENT ON COLUMN record.measure.focus_area IS 'Focus area of the dashboard.';
COMMENT ON COLUMN record.measure.emphasis IS 'Emphasis inside the focus area.';
COMMENT ON COLUMN record.measure.name IS 'Name of the measure.';
COMMENT ON COLUMN record.measure.denominator IS 'Who is counted.';
COMMENT ON COLUMN record.measure.kind IS 'leading or trailing.';
COMMENT ON COLUMN record.measure.direction IS 'up or down: which way is better.';
COMMENT ON COLUMN record.measure.unit IS 'Unit of the values.';
COMMENT ON COLUMN record.measure.leader IS 'Who answers for the measure.';
COMMENT ON COLUMN record.measure.goal IS 'Goal in words.';

CREATE TABLE record.measure_value (
  generation int NOT NULL,
  row_no int NOT NULL,
  measure_id text COLLATE "C" NOT NULL,
  scope_id text COLLATE "C" NOT NULL,
  student_group text COLLATE "C",
  school_year smallint NOT NULL,
  actual text,
  target text,
  long_term_year text,
  long_term_target text,
  PRIMARY KEY (generation, row_no)
);
COMMENT ON TABLE record.measure_value IS 'One row per generation, measure, place, student group and school year.';
COMMENT ON COLUMN record.measure_value.generation IS 'Run that loaded the row.';
COMMENT ON COLUMN record.measure_value.row_no IS 'Order of the rows inside the generation, from 1.';
COMMENT ON COLUMN record.measure_value.measure_id IS 'The measure.';
COMMENT ON COLUMN record.measure_value.scope_id IS 'district_id or school_id.';
COMMENT ON COLUMN record.measure_value.student_group IS 'Student group; empty = all.';
COMMENT ON COLUMN record.measure_value.school_year IS 'Fall of the school year.';
COMMENT ON COLUMN record.measure_value.actual IS 'Value reached, as delivered.';
COMMENT ON COLUMN record.measure_value.target IS 'Value aimed at, as delivered.';
COMMENT ON COLUMN record.measure_value.long_term_year IS 'Year of the long-term target, as delivered.';
COMMENT ON COLUMN record.measure_value.long_term_target IS 'Long-term target, as delivered; TBD is allowed.';

CREATE TABLE record.course_code (
  course_code int PRIMARY KEY,
  school_id text COLLATE "C" NOT NULL,
  course_id text COLLATE "C" NOT NULL,
  course_title text NOT NULL
);
CREATE UNIQUE INDEX course_code_key ON record.course_code (school_id, course_id, course_title);
COMMENT ON TABLE record.course_code IS 'One row per institution, course and printed title ever seen on a transcript. Rows are only added; it keeps record.transcript narrow.';
COMMENT ON COLUMN record.course_code.course_code IS 'Number that record.transcript carries, counting up from 1.';
COMMENT ON COLUMN record.course_code.school_id IS 'Institution where the course was taken.';
COMMENT ON COLUMN record.course_code.course_id IS 'Local code of the course.';
COMMENT ON COLUMN record.course_code.course_title IS 'Title as printed; empty text if none was.';
