-- AP by subject and the step from one course of a sequence to the next, as the night found them; and strategies that are followed.

ALTER TABLE evaluation.verdict
  ADD COLUMN ap_events smallint[],
  ADD COLUMN mathematics_step smallint,
  ADD COLUMN language_step smallint;
COMMENT ON COLUMN evaluation.verdict.ap_events IS 'AP courses and exams, each as eight times the exam code (0 where it is not known) plus 1 course taken, 2 every semester of it passed, 4 exam, 5 exam with 3 or more; empty without any. This and the next two: in UC rows only; empty in runs before migration 0016.';
COMMENT ON COLUMN evaluation.verdict.mathematics_step IS 'From the school year before to this one: hundreds the level of the highest mathematics course finished (1 Algebra I, 2 Geometry, 3 Algebra II, 4 beyond), tens its mark (1 D or F, 2 C, 3 B, 4 A, 5 passed without a letter), ones what came after (1 a higher level, 2 the same or a lower one, 3 none); empty where one of the years says nothing.';
COMMENT ON COLUMN evaluation.verdict.language_step IS 'The same for languages other than English; the level is that of the language course.';
ALTER TABLE evaluation.verdict
  ALTER COLUMN ap_events SET STATISTICS 0, ALTER COLUMN mathematics_step SET STATISTICS 0,
  ALTER COLUMN language_step SET STATISTICS 0;

CREATE TABLE indicator.strategy (
  strategy_id int PRIMARY KEY,
  starts_on date NOT NULL,
  registered_at timestamptz NOT NULL DEFAULT now(),
  name text COLLATE "C" NOT NULL UNIQUE CHECK (name <> ''),
  is_of_students bool NOT NULL,
  registered_by text NOT NULL DEFAULT session_user,
  note text
);
COMMENT ON TABLE indicator.strategy IS 'One row per strategy whose measures are followed: a program at some schools or for some students, from a day on.';
COMMENT ON COLUMN indicator.strategy.strategy_id IS 'Number of the strategy.';
COMMENT ON COLUMN indicator.strategy.starts_on IS 'First day.';
COMMENT ON COLUMN indicator.strategy.registered_at IS 'When it was registered.';
COMMENT ON COLUMN indicator.strategy.name IS 'Its name.';
COMMENT ON COLUMN indicator.strategy.is_of_students IS 'Whether it is for students (indicator.strategy_student), else for schools (indicator.strategy_school).';
COMMENT ON COLUMN indicator.strategy.registered_by IS 'Login that registered it.';
COMMENT ON COLUMN indicator.strategy.note IS 'What it is about.';

CREATE TABLE indicator.strategy_school (
  strategy_id int NOT NULL,
  school_id text COLLATE "C" NOT NULL,
  PRIMARY KEY (strategy_id, school_id)
);
COMMENT ON TABLE indicator.strategy_school IS 'One row per strategy and school that takes part in it.';
COMMENT ON COLUMN indicator.strategy_school.strategy_id IS 'The strategy.';
COMMENT ON COLUMN indicator.strategy_school.school_id IS 'The school.';

CREATE TABLE indicator.strategy_student (
  student_key bigint NOT NULL,
  strategy_id int NOT NULL,
  PRIMARY KEY (student_key, strategy_id)
);
COMMENT ON TABLE indicator.strategy_student IS 'One row per strategy and student who takes part in it.';
COMMENT ON COLUMN indicator.strategy_student.student_key IS 'The student.';
COMMENT ON COLUMN indicator.strategy_student.strategy_id IS 'The strategy.';
ALTER TABLE indicator.strategy_student ENABLE ROW LEVEL SECURITY;
ALTER TABLE indicator.strategy_student FORCE ROW LEVEL SECURITY;

-- One school is asked for on demand: its funnel, its placements.
CREATE INDEX student_school ON record.student (school_id);
