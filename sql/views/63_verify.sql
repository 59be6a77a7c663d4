-- Does what is stored equal what a full night would store? The session holds the freshly made rows in its temporary tables
-- load_*, as it would before it inserts them.

CREATE FUNCTION evaluation.student_differences(run int, keys bigint[]) RETURNS TABLE (relation text, differing bigint)
LANGUAGE plpgsql AS $$
DECLARE
  target text;
  columns text;
  fresh text;
  stored text;
BEGIN
  FOREACH target IN ARRAY ARRAY['record.student_identity', 'record.student', 'record.transcript', 'record.exam',
    'record.waiver', 'record.exam_match', 'record.district_claim', 'evaluation.verdict', 'evaluation.counsel']
  LOOP
    SELECT string_agg(format('t.%I', attname), ', ' ORDER BY attnum) INTO columns
    FROM pg_attribute
    WHERE attrelid = target::regclass AND attnum > 0 AND NOT attisdropped
      AND attname NOT IN ('from_run', 'to_run', 'record_run');
    fresh := format('SELECT %s FROM pg_temp.load_%s AS t', columns, replace(target, '.', '_'));
    IF target = 'record.student_identity' THEN
      stored := format('SELECT %s FROM %s AS t WHERE t.student_key = ANY ($2)', columns, target);
    ELSIF target IN ('record.student', 'evaluation.verdict', 'evaluation.counsel') THEN
      stored := format('SELECT %s FROM %s AS t WHERE t.student_key = ANY ($2) AND t.from_run <= $1 '
        'AND (t.to_run IS NULL OR t.to_run > $1)', columns, target);
    ELSE
      stored := format('SELECT %s FROM record.student AS s JOIN %s AS t ON t.student_key = s.student_key '
        'AND t.from_run = s.from_run WHERE s.student_key = ANY ($2) AND s.from_run <= $1 '
        'AND (s.to_run IS NULL OR s.to_run > $1)', columns, target);
    END IF;
    RETURN QUERY EXECUTE format('SELECT %L::text, d.student_key FROM ((%s EXCEPT ALL %s) UNION ALL (%s EXCEPT ALL %s)) AS d '
      'GROUP BY d.student_key ORDER BY d.student_key', target, fresh, stored, stored, fresh) USING run, keys;
  END LOOP;
END
$$;
COMMENT ON FUNCTION evaluation.student_differences(int, bigint[]) IS 'Of the students given, those of whom a run shows other rows than the fresh ones, by table; which run wrote a row is no difference.';

CREATE FUNCTION record.shared_differences(run int, fresh int) RETURNS TABLE (relation text, differing bigint)
LANGUAGE plpgsql AS $$
DECLARE
  target text;
  columns text;
BEGIN
  FOREACH target IN ARRAY ARRAY['school', 'course', 'equivalent', 'staff', 'measure', 'measure_value']
  LOOP
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO columns
    FROM pg_attribute
    WHERE attrelid = ('record.' || target)::regclass AND attnum > 0 AND NOT attisdropped AND attname <> 'generation';
    RETURN QUERY EXECUTE format(
      'WITH stored AS (SELECT %1$s FROM record.%2$I WHERE generation = (SELECT f.generation FROM meta.run_file AS f '
      'WHERE f.run_id = $1 AND f.file = %3$L)), fresh AS (SELECT %1$s FROM record.%2$I WHERE generation = $2) '
      'SELECT %4$L::text, count(*) FROM ((TABLE fresh EXCEPT ALL TABLE stored) UNION ALL (TABLE stored EXCEPT ALL TABLE fresh)) AS d '
      'HAVING count(*) > 0',
      columns, target, CASE target WHEN 'staff' THEN 'staff' ELSE target || 's' END || '.csv', 'record.' || target)
      USING run, fresh;
  END LOOP;
  FOREACH target IN ARRAY ARRAY['course_evidence', 'exam_review']
  LOOP
    -- A row of the review list has no other name than its place among those that came with one run.
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO columns
    FROM pg_attribute
    WHERE attrelid = ('record.' || target)::regclass AND attnum > 0 AND NOT attisdropped AND attname NOT IN ('from_run', 'to_run')
      AND (target, attname) <> ('exam_review', 'seq');
    RETURN QUERY EXECUTE format(
      'WITH stored AS (SELECT %1$s FROM record.%2$I WHERE from_run <= $1 AND (to_run IS NULL OR to_run > $1)), '
      'fresh AS (SELECT %1$s FROM record.%2$I WHERE from_run = $2) '
      'SELECT %3$L::text, count(*) FROM ((TABLE fresh EXCEPT ALL TABLE stored) UNION ALL (TABLE stored EXCEPT ALL TABLE fresh)) AS d '
      'HAVING count(*) > 0', columns, target, 'record.' || target) USING run, fresh;
  END LOOP;
  RETURN QUERY
  WITH stored AS (
    SELECT a.student_key, a.school_id, a.district_id, a.counselor_id FROM record.student_assignment AS a
    WHERE a.from_run <= run AND (a.to_run IS NULL OR a.to_run > run)
  ), versions AS (
    SELECT s.student_key, s.school_id, s.district_id, s.counselor_id FROM record.students_in(run) AS s
  )
  SELECT 'record.student_assignment', count(*)
  FROM ((TABLE versions EXCEPT ALL TABLE stored) UNION ALL (TABLE stored EXCEPT ALL TABLE versions)) AS d
  HAVING count(*) > 0;
  RETURN QUERY SELECT 'indicator.class_count', count(*) FROM (
    (SELECT c.school_id, c.graduation_year, c.students, c.finishing, c.met, c.hopeful FROM indicator.class_count AS c WHERE c.run_id = run
     EXCEPT SELECT c.school_id, c.graduation_year, c.students, c.finishing, c.met, c.hopeful FROM evaluation.classes_in(run) AS c)
    UNION ALL
    (SELECT c.school_id, c.graduation_year, c.students, c.finishing, c.met, c.hopeful FROM evaluation.classes_in(run) AS c
     EXCEPT SELECT c.school_id, c.graduation_year, c.students, c.finishing, c.met, c.hopeful FROM indicator.class_count AS c
       WHERE c.run_id = run)) AS d
  HAVING count(*) > 0;
  RETURN QUERY
  WITH stored AS (
    SELECT c.district_id, c.school_id, c.grade_level, c.family, c.student_group, c.n, c.x FROM indicator.counts_of(run) AS c
  ), counted AS (
    SELECT c.district_id, c.school_id, c.grade_level, c.family, c.student_group, c.n, c.x FROM indicator.counts_in(run) AS c
  )
  SELECT 'indicator.measure_count', count(*)
  FROM ((TABLE counted EXCEPT TABLE stored) UNION ALL (TABLE stored EXCEPT TABLE counted)) AS d
  HAVING count(*) > 0;
END
$$;
COMMENT ON FUNCTION record.shared_differences(int, int) IS 'How many rows of the shared tables and of the counts differ between those that a run shows and a generation that was just written.';

CREATE FUNCTION record.reject_count(run int) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT count(*) FROM record.reject WHERE run_id = (SELECT coalesce(r.quality_run, r.run_id) FROM meta.run AS r WHERE r.run_id = run)
$$;
COMMENT ON FUNCTION record.reject_count(int) IS 'How many rejects hold for a run.';

CREATE FUNCTION record.check_student_differences(run int, asked text[]) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN (
    WITH stored AS (
      SELECT student_key, check_id, occurrences FROM record.check_student
      WHERE check_id = ANY (asked) AND from_run <= run AND (to_run IS NULL OR to_run > run)),
    fresh AS (SELECT student_key, check_id, occurrences FROM pg_temp.check_student)
    SELECT count(*) FROM ((TABLE fresh EXCEPT ALL TABLE stored) UNION ALL (TABLE stored EXCEPT ALL TABLE fresh)) AS d);
END
$$;
COMMENT ON FUNCTION record.check_student_differences(int, text[]) IS 'How many students that some checks found differ between a run and the fresh answers in pg_temp.check_student.';
