-- What a counselor asks of each student: on track, until when each area can be begun, how large the plan is, and the flags.
-- Visible by run exactly as evaluation.verdict is. Only students are here for whom there is something to plan: enrolled, grades 9 to 12.

CREATE TABLE evaluation.flag_code (
  flag_no smallint PRIMARY KEY,
  flag text COLLATE "C" NOT NULL UNIQUE,
  cause text NOT NULL CHECK (cause IN ('access', 'success', 'data', 'other'))
);
COMMENT ON TABLE evaluation.flag_code IS 'One row per kind of flag; docs/flags.md says what each means.';
COMMENT ON COLUMN evaluation.flag_code.flag_no IS 'Number that evaluation.counsel carries.';
COMMENT ON COLUMN evaluation.flag_code.flag IS 'Code as it stands in exports: never-enrolled.';
COMMENT ON COLUMN evaluation.flag_code.cause IS 'access (not offered or not enrolled), success (D, F or low marks), data (the record is wrong or incomplete), other.';
INSERT INTO evaluation.flag_code VALUES
  (1, 'never-enrolled', 'access'), (2, 'not-passed', 'success'), (3, 'semester-short', 'other'), (4, 'course-short', 'other'),
  (5, 'validation-possible', 'success'), (6, 'repeat-available', 'success'), (7, 'senior-behind', 'other'),
  (8, 'not-enrolled-now', 'access'), (9, 'ap-ready', 'access'), (10, 'strong-without-a-g', 'access'),
  (11, 'exams-above-marks', 'success'), (12, 'listed-elsewhere', 'data'), (13, 'records-missing', 'data'),
  (14, 'past-no-return', 'other'), (15, 'records-open', 'data');

CREATE TABLE evaluation.counsel (
  student_key bigint NOT NULL,
  from_run int NOT NULL,
  to_run int,
  record_run int NOT NULL,
  csu_on_pace bool NOT NULL,
  uc_on_pace bool NOT NULL,
  csu_on_pace_earned bool NOT NULL,
  uc_on_pace_earned bool NOT NULL,
  plan_proven bool,
  plan_semesters smallint CHECK (plan_semesters > 0),
  plan_summer smallint CHECK (plan_summer >= 0),
  plan_college smallint CHECK (plan_college >= 0),
  next_last_start smallint,
  pace text COLLATE "C" NOT NULL,
  csu_feasibility text NOT NULL CHECK (csu_feasibility IN ('complete', 'on_track', 'repairable', 'repairable_with_more', 'past_no_return', 'undecided')),
  uc_feasibility text NOT NULL CHECK (uc_feasibility IN ('complete', 'on_track', 'repairable', 'repairable_with_more', 'past_no_return', 'undecided')),
  plan_outcome text NOT NULL CHECK (plan_outcome IN ('none_needed', 'plan', 'none', 'undecided')),
  digest bytea NOT NULL CHECK (octet_length(digest) = 16),
  last_start smallint[] NOT NULL CHECK (cardinality(last_start) = 7),
  flag_no smallint[] NOT NULL,
  flag_area smallint[] NOT NULL,
  flag_system smallint[] NOT NULL,
  flag_seq smallint[] NOT NULL,
  flag_twelfths smallint[] NOT NULL,
  PRIMARY KEY (student_key, from_run),
  CHECK (to_run > from_run),
  CHECK ((plan_outcome = 'plan') = (plan_semesters IS NOT NULL))
);
COMMENT ON TABLE evaluation.counsel IS 'One row per student and range of runs in which on track, plan and flags stayed the same; enrolled students of grades 9 to 12 alone.';
COMMENT ON COLUMN evaluation.counsel.student_key IS 'The student.';
COMMENT ON COLUMN evaluation.counsel.from_run IS 'First run for which the row holds.';
COMMENT ON COLUMN evaluation.counsel.to_run IS 'First run for which it no longer holds; empty = it holds.';
COMMENT ON COLUMN evaluation.counsel.record_run IS 'Version of the student that flag_seq refers to.';
COMMENT ON COLUMN evaluation.counsel.csu_on_pace IS 'CSU: on pace for the end of the running grade level if the courses running now are passed.';
COMMENT ON COLUMN evaluation.counsel.uc_on_pace IS 'The same for UC.';
COMMENT ON COLUMN evaluation.counsel.csu_on_pace_earned IS 'CSU: on pace for the end of the last finished grade level by what is earned.';
COMMENT ON COLUMN evaluation.counsel.uc_on_pace_earned IS 'The same for UC.';
COMMENT ON COLUMN evaluation.counsel.plan_proven IS 'No plan is shorter, and none of as few semesters disturbs less; false where the search was ended before that.';
COMMENT ON COLUMN evaluation.counsel.plan_semesters IS 'Semesters to take, beyond the running courses, to complete both patterns by graduation; empty without a plan.';
COMMENT ON COLUMN evaluation.counsel.plan_summer IS 'How many of its courses are taken in summer.';
COMMENT ON COLUMN evaluation.counsel.plan_college IS 'How many of its courses are college courses.';
COMMENT ON COLUMN evaluation.counsel.next_last_start IS 'The earliest of last_start; empty where no area has one. Four times the fall of the school year plus 1 (S1), 2 (S2) or 3 (summer).';
COMMENT ON COLUMN evaluation.counsel.pace IS 'Pace table that on pace was measured with (policies/pace.yaml).';
COMMENT ON COLUMN evaluation.counsel.csu_feasibility IS 'CSU: complete, on_track, repairable, repairable_with_more (summer or college), past_no_return, undecided.';
COMMENT ON COLUMN evaluation.counsel.uc_feasibility IS 'The same for UC.';
COMMENT ON COLUMN evaluation.counsel.plan_outcome IS 'One plan for both patterns: none_needed (met if the running courses are passed), plan, none, undecided (the search was ended).';
COMMENT ON COLUMN evaluation.counsel.digest IS 'Stands for everything that decides the row.';
COMMENT ON COLUMN evaluation.counsel.last_start IS 'A to G: the last term in which a start still suffices, numbered as next_last_start; 0 = nothing to start, -1 = too late.';
COMMENT ON COLUMN evaluation.counsel.flag_no IS 'Flags, in the order of their numbers (evaluation.flag_code).';
COMMENT ON COLUMN evaluation.counsel.flag_area IS 'By flag: 0 is A, 6 is G, -1 no area.';
COMMENT ON COLUMN evaluation.counsel.flag_system IS 'By flag: 0 both or neither, 1 CSU alone, 2 UC alone.';
COMMENT ON COLUMN evaluation.counsel.flag_seq IS 'By flag: the transcript record that it concerns (record.transcript.seq), or 0.';
COMMENT ON COLUMN evaluation.counsel.flag_twelfths IS 'By flag: twelfths of a year that are missing, or 0.';
ALTER TABLE evaluation.counsel ENABLE ROW LEVEL SECURITY;
ALTER TABLE evaluation.counsel FORCE ROW LEVEL SECURITY;
ALTER TABLE evaluation.counsel
  ALTER COLUMN digest SET STATISTICS 0,
  ALTER COLUMN last_start SET STATISTICS 0,
  ALTER COLUMN flag_no SET STATISTICS 0,
  ALTER COLUMN flag_area SET STATISTICS 0,
  ALTER COLUMN flag_system SET STATISTICS 0,
  ALTER COLUMN flag_seq SET STATISTICS 0,
  ALTER COLUMN flag_twelfths SET STATISTICS 0;
