-- The rows of any run, published or not, for checks and comparisons. Each function is one simple SELECT, so that the server puts it
-- into the caller's plan. An empty run number gives no row.

CREATE FUNCTION record.schools_in(run int) RETURNS SETOF record.school LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT * FROM record.school
  WHERE generation = (SELECT f.generation FROM meta.run_file AS f WHERE f.run_id = run AND f.file = 'schools.csv')
$$;
COMMENT ON FUNCTION record.schools_in(int) IS 'The institutions of a run.';

CREATE FUNCTION record.courses_in(run int) RETURNS SETOF record.course LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT * FROM record.course
  WHERE generation = (SELECT f.generation FROM meta.run_file AS f WHERE f.run_id = run AND f.file = 'courses.csv')
$$;
COMMENT ON FUNCTION record.courses_in(int) IS 'The course rows of a run.';

CREATE FUNCTION record.students_in(run int) RETURNS SETOF record.student LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT * FROM record.student WHERE from_run <= run AND (to_run IS NULL OR to_run > run)
$$;
COMMENT ON FUNCTION record.students_in(int) IS 'The versions of students that hold for a run.';

CREATE FUNCTION evaluation.verdicts_in(run int) RETURNS SETOF evaluation.verdict LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT * FROM evaluation.verdict WHERE from_run <= run AND (to_run IS NULL OR to_run > run)
$$;
COMMENT ON FUNCTION evaluation.verdicts_in(int) IS 'The verdicts that hold for a run.';
