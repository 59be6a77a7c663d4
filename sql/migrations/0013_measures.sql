-- What students took, as the measures ask it, and the measures as counted by the night.

ALTER TABLE evaluation.verdict
  ADD COLUMN taken_areas smallint,
  ADD COLUMN passed_areas smallint,
  ADD COLUMN failed_areas smallint,
  ADD COLUMN whole_areas smallint,
  ADD COLUMN validated_areas smallint,
  ADD COLUMN repeated_areas smallint,
  ADD COLUMN course_facts smallint,
  ADD COLUMN ap_exams smallint,
  ADD COLUMN ap_exams_passed smallint,
  ADD COLUMN gpa_grades smallint,
  ADD COLUMN gpa_points smallint,
  ADD COLUMN before_grade_12 smallint;
COMMENT ON COLUMN evaluation.verdict.taken_areas IS 'Subject areas with a listed course of any mark or running now, as a sum of 1 for A, 2 for B, 4 for C and so on to 64 for G. This and the columns after it: in UC rows only; empty in runs before migration 0013.';
COMMENT ON COLUMN evaluation.verdict.passed_areas IS 'Subject areas with a listed course passed with C or better, as such a sum.';
COMMENT ON COLUMN evaluation.verdict.failed_areas IS 'Subject areas with a D or F in a listed course, repaired or not, as such a sum.';
COMMENT ON COLUMN evaluation.verdict.whole_areas IS 'Subject areas of which as much was taken as the pattern asks, each course once, passed or not, as such a sum.';
COMMENT ON COLUMN evaluation.verdict.validated_areas IS 'Subject areas in which a D or F is validated by another course, as such a sum.';
COMMENT ON COLUMN evaluation.verdict.repeated_areas IS 'Subject areas in which a D or F was made up by passing the same course, as such a sum.';
COMMENT ON COLUMN evaluation.verdict.course_facts IS 'Courses taken, as a sum: 1 AP this school year, 2 AP in grades 9 to 12, 4 all semesters of an AP course passed, 8 listed mathematics before grade 9, 16 all semesters of it passed, 32 listed English language development this school year, 64 other listed English this school year.';
COMMENT ON COLUMN evaluation.verdict.ap_exams IS 'AP exams with a score.';
COMMENT ON COLUMN evaluation.verdict.ap_exams_passed IS 'Of these, exams with 3 or more.';
COMMENT ON COLUMN evaluation.verdict.gpa_grades IS 'Grades that count in the grade point average of grades 10 and 11; empty before grade 12.';
COMMENT ON COLUMN evaluation.verdict.gpa_points IS 'Their points with honors points as far as the cap lets them count; empty before grade 12.';
COMMENT ON COLUMN evaluation.verdict.before_grade_12 IS 'Twelfths of a year of the pattern that were done before grade 12; empty before grade 12.';
ALTER TABLE evaluation.verdict
  ALTER COLUMN taken_areas SET STATISTICS 0, ALTER COLUMN passed_areas SET STATISTICS 0,
  ALTER COLUMN failed_areas SET STATISTICS 0, ALTER COLUMN whole_areas SET STATISTICS 0,
  ALTER COLUMN validated_areas SET STATISTICS 0, ALTER COLUMN repeated_areas SET STATISTICS 0,
  ALTER COLUMN course_facts SET STATISTICS 0, ALTER COLUMN ap_exams SET STATISTICS 0,
  ALTER COLUMN ap_exams_passed SET STATISTICS 0, ALTER COLUMN gpa_grades SET STATISTICS 0,
  ALTER COLUMN gpa_points SET STATISTICS 0, ALTER COLUMN before_grade_12 SET STATISTICS 0;

CREATE TABLE indicator.measure_count (
  school_id text COLLATE "C" NOT NULL,
  grade_level smallint NOT NULL CHECK (grade_level BETWEEN 8 AND 12),
  family text COLLATE "C" NOT NULL,
  student_group text COLLATE "C" NOT NULL,
  from_run int NOT NULL,
  to_run int,
  district_id text COLLATE "C" NOT NULL,
  n int[] NOT NULL,
  x int[] NOT NULL,
  PRIMARY KEY (school_id, district_id, grade_level, family, student_group, from_run),
  CHECK (to_run > from_run),
  CHECK (cardinality(n) = cardinality(x))
);
COMMENT ON TABLE indicator.measure_count IS 'One row per school, grade level, student group and version of its counts: all measures of policies/measures.yaml, by their numbers. It holds for runs as record.student does.';
COMMENT ON COLUMN indicator.measure_count.school_id IS 'School of enrollment.';
COMMENT ON COLUMN indicator.measure_count.grade_level IS 'Grade level, 8 to 12.';
COMMENT ON COLUMN indicator.measure_count.family IS 'Family of groups; race_by_english pairs two of them, and students may be in several local_group.';
COMMENT ON COLUMN indicator.measure_count.student_group IS 'The group; pairs as hispanic:EL. Who is unknown is a group of its own.';
COMMENT ON COLUMN indicator.measure_count.from_run IS 'First run for which these counts hold.';
COMMENT ON COLUMN indicator.measure_count.to_run IS 'First run for which they no longer hold; empty while they do.';
COMMENT ON COLUMN indicator.measure_count.district_id IS 'District of the school.';
COMMENT ON COLUMN indicator.measure_count.n IS 'Denominators: element k belongs to the measure with number k.';
COMMENT ON COLUMN indicator.measure_count.x IS 'Numerators.';
ALTER TABLE indicator.measure_count ENABLE ROW LEVEL SECURITY;
ALTER TABLE indicator.measure_count FORCE ROW LEVEL SECURITY;
ALTER TABLE indicator.measure_count ALTER COLUMN n SET STATISTICS 0, ALTER COLUMN x SET STATISTICS 0;
COMMENT ON COLUMN meta.run_stage.stage IS 'Name of the stage, as in the manifest: read, migrate, lists, evaluate, quality, index, checks, measures.';
