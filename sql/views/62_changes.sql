-- The journal of changes: what the night compares, what readers ask.

CREATE FUNCTION evaluation.changed_between(previous int, run int, keys bigint[]) RETURNS TABLE (
  student_key bigint, system text, old_version int, new_version int, old_school text, new_school text,
  old_status text, new_status text, old_areas text, new_areas text, old_edition text, old_entering smallint, new_entering smallint
) LANGUAGE sql STABLE AS $$
  SELECT k.student_key, y.system, o.from_run, n.from_run, o.school_id, n.school_id, ov.all_status, nv.all_status,
    ov.area_status, nv.area_status, ov.edition, ov.entering_year, nv.entering_year
  FROM (SELECT DISTINCT unnest(keys) AS student_key) AS k
  CROSS JOIN (VALUES ('csu'), ('uc')) AS y (system)
  LEFT JOIN record.student AS o ON o.student_key = k.student_key
    AND o.from_run <= previous AND (o.to_run IS NULL OR o.to_run > previous)
  LEFT JOIN record.student AS n ON n.student_key = k.student_key
    AND n.from_run <= run AND (n.to_run IS NULL OR n.to_run > run)
  LEFT JOIN evaluation.verdict AS ov ON ov.student_key = k.student_key AND ov.system = y.system
    AND ov.from_run <= previous AND (ov.to_run IS NULL OR ov.to_run > previous)
  LEFT JOIN evaluation.verdict AS nv ON nv.student_key = k.student_key AND nv.system = y.system
    AND nv.from_run <= run AND (nv.to_run IS NULL OR nv.to_run > run)
  WHERE ov.all_status IS DISTINCT FROM nv.all_status OR ov.area_status IS DISTINCT FROM nv.area_status
    OR o.school_id IS DISTINCT FROM n.school_id
  ORDER BY k.student_key, y.system
$$;
COMMENT ON FUNCTION evaluation.changed_between(int, int, bigint[]) IS 'Of the students given, those whose school or status differs between two runs; versions and statuses of both.';

CREATE FUNCTION evaluation.changes_between(after int, upto int) RETURNS TABLE (
  run_id int, as_of date, student_key bigint, student_id text, system text, cause text, school_id text, from_school_id text,
  status_before text, status_after text, area_before text, area_after text, details text[], step smallint
) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT c.run_id, r.as_of, c.student_key, i.student_id, c.system, c.cause, c.school_id, c.from_school_id, c.status_before,
    c.status_after, c.area_before, c.area_after, c.details, c.step
  FROM evaluation.change AS c
  JOIN meta.run AS r USING (run_id)
  JOIN record.student_identity AS i USING (student_key)
  WHERE c.run_id > after AND c.run_id <= upto
$$;
COMMENT ON FUNCTION evaluation.changes_between(int, int) IS 'The journal of the runs after one run up to another, as far as the caller may see the students.';

CREATE FUNCTION evaluation.change_counts(after int, upto int) RETURNS TABLE (
  school_id text, cause text, students bigint, uc_gained bigint, uc_lost bigint, csu_gained bigint, csu_lost bigint
) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH counted AS (
    SELECT school_id, cause, student_key, system,
      coalesce(status_after = 'met', false) AND (cause = 'moved_school' OR status_before IS DISTINCT FROM 'met') AS gained,
      cause <> 'moved_school' AND coalesce(status_before = 'met', false) AND status_after IS DISTINCT FROM 'met' AS lost
    FROM evaluation.change
    WHERE run_id > after AND run_id <= upto
    UNION ALL
    SELECT from_school_id, cause, student_key, system, false, status_before = 'met'
    FROM evaluation.change
    WHERE run_id > after AND run_id <= upto AND cause = 'moved_school'
  )
  SELECT school_id, cause, count(DISTINCT student_key), count(*) FILTER (WHERE gained AND system = 'uc'),
    count(*) FILTER (WHERE lost AND system = 'uc'), count(*) FILTER (WHERE gained AND system = 'csu'),
    count(*) FILTER (WHERE lost AND system = 'csu')
  FROM counted
  GROUP BY school_id, cause
  ORDER BY school_id, cause
$$;
COMMENT ON FUNCTION evaluation.change_counts(int, int) IS 'The journal counted by school and cause: students, and how many came to meet or ceased to meet the pattern of each system at that school. A school''s gains less its losses are the difference of its counts.';

CREATE FUNCTION record.students_ever(wanted text) RETURNS TABLE (student_key bigint) LANGUAGE sql STABLE AS $$
  SELECT student_key FROM record.student_identity WHERE student_id = wanted
  UNION
  SELECT i.student_key FROM record.student_identity AS i JOIN record.student AS s USING (student_key) WHERE s.ssid = wanted
$$;
COMMENT ON FUNCTION record.students_ever(text) IS 'Students with an id or statewide id, also those who are gone, as far as the caller may see them.';
