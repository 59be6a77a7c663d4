-- How the night keeps what it counted, and how it is read.

CREATE FUNCTION indicator.take_counts(run int) RETURNS void LANGUAGE plpgsql
SET work_mem = '256MB' SET jit = off SET enable_nestloop = off SET client_min_messages = warning AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM indicator.measure_count) THEN
    INSERT INTO indicator.measure_count (district_id, school_id, grade_level, family, student_group, from_run, n, x)
    SELECT c.district_id, c.school_id, c.grade_level, c.family, c.student_group, run, c.n, c.x FROM indicator.counts_in(run) AS c;
    RETURN;
  END IF;
  DROP TABLE IF EXISTS pg_temp.fresh_count;
  CREATE TEMP TABLE fresh_count ON COMMIT DROP AS SELECT * FROM indicator.counts_in(run);
  UPDATE indicator.measure_count AS c SET to_run = run
  WHERE c.to_run IS NULL AND NOT EXISTS (
    SELECT FROM pg_temp.fresh_count AS f
    WHERE f.district_id = c.district_id AND f.school_id = c.school_id AND f.grade_level = c.grade_level AND f.family = c.family
      AND f.student_group = c.student_group AND f.n = c.n AND f.x = c.x);
  INSERT INTO indicator.measure_count (district_id, school_id, grade_level, family, student_group, from_run, n, x)
  SELECT f.district_id, f.school_id, f.grade_level, f.family, f.student_group, run, f.n, f.x
  FROM pg_temp.fresh_count AS f
  WHERE NOT EXISTS (
    SELECT FROM indicator.measure_count AS c
    WHERE c.to_run IS NULL AND c.district_id = f.district_id AND c.school_id = f.school_id AND c.grade_level = f.grade_level
      AND c.family = f.family AND c.student_group = f.student_group);
END
$$;
COMMENT ON FUNCTION indicator.take_counts(int) IS 'Brings indicator.measure_count to what the students of a run give; what is as before is not written.';

CREATE FUNCTION indicator.counts_of(run int) RETURNS SETOF indicator.measure_count LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT * FROM indicator.measure_count WHERE from_run <= run AND (to_run IS NULL OR to_run > run)
$$;
COMMENT ON FUNCTION indicator.counts_of(int) IS 'The rows of indicator.measure_count that hold for a run.';

CREATE FUNCTION indicator.measure_totals(wanted int[], grade int) RETURNS TABLE (
  number int, measure text, scope_position int, district_id text, scope_id text, family text, student_group text, n bigint, x bigint
) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT m.number, m.measure, 1 + (grouping(c.school_id) = 0)::int, c.district_id, coalesce(c.school_id, c.district_id), c.family,
    c.student_group, sum(c.n[m.number]), sum(c.x[m.number])
  FROM indicator.counts_of((SELECT meta.shown_run())) AS c
  CROSS JOIN indicator.measure AS m
  -- Counts from before a measure was there say nothing of it.
  WHERE m.number = ANY (wanted) AND m.number <= cardinality(c.n) AND (grade IS NULL OR c.grade_level = grade)
  GROUP BY GROUPING SETS (
    (m.number, m.measure, c.district_id, c.family, c.student_group),
    (m.number, m.measure, c.district_id, c.school_id, c.family, c.student_group))
$$;
COMMENT ON FUNCTION indicator.measure_totals(int[], int) IS 'Measures of the published run by place (scope_position 1 district, 2 school) and student group, of one grade level or of all.';
