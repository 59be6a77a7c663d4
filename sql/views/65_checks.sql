-- What the checks of sql/checks share.

CREATE FUNCTION record.term_end(school_year int, term text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE term
    WHEN 'Q1' THEN make_date(school_year, 10, 31)
    WHEN 'T1' THEN make_date(school_year, 11, 30)
    WHEN 'S1' THEN make_date(school_year + 1, 1, 31)
    WHEN 'Q2' THEN make_date(school_year + 1, 1, 31)
    WHEN 'T2' THEN make_date(school_year + 1, 3, 15)
    WHEN 'Q3' THEN make_date(school_year + 1, 4, 15)
    WHEN 'SU' THEN make_date(school_year + 1, 8, 31)
    ELSE make_date(school_year + 1, 6, 30)
  END
$$;
COMMENT ON FUNCTION record.term_end(int, text) IS 'The latest usual last day of a term in California; school_year is its fall. Districts that end earlier lose nothing by it.';

CREATE FUNCTION evaluation.classes_in(run int) RETURNS SETOF indicator.class_count LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT run, s.school_id, s.graduation_year, count(*), count(*) FILTER (WHERE s.enrollment IN ('enrolled', 'graduated')),
    count(*) FILTER (WHERE s.enrollment IN ('enrolled', 'graduated') AND v.all_status = 'met'),
    count(*) FILTER (WHERE s.enrollment IN ('enrolled', 'graduated') AND v.all_status IN ('met', 'in_progress'))
  FROM record.students_in(run) AS s
  JOIN evaluation.verdicts_in(run) AS v ON v.student_key = s.student_key AND v.system = 'uc'
  WHERE s.grade_level = 12 AND s.graduation_year IS NOT NULL
  GROUP BY s.school_id, s.graduation_year
$$;
COMMENT ON FUNCTION evaluation.classes_in(int) IS 'The rows of indicator.class_count for a run that is loaded.';

CREATE FUNCTION meta.year_ago(run int) RETURNS int LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT max(before.run_id)
  FROM meta.run AS this
  JOIN meta.run AS before ON before.state = 'published' AND before.run_id < this.run_id
    AND before.as_of BETWEEN this.as_of - 425 AND this.as_of - 305
  WHERE this.run_id = run
$$;
COMMENT ON FUNCTION meta.year_ago(int) IS 'The last published run of about a year before: ten to fourteen months.';

CREATE FUNCTION meta.check_bases(run int, previous int) RETURNS TABLE (counts text, base bigint) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT 'students', count(*) FROM record.students_in(run)
  UNION ALL SELECT 'schools', count(*) FROM (
    SELECT school_id FROM record.students_in(run) UNION SELECT school_id FROM record.students_in(previous)) AS s
  UNION ALL SELECT 'courses', count(DISTINCT (school_id, course_id)) FROM record.courses_in(run) WHERE subject_area IS NOT NULL
  UNION ALL SELECT 'records', coalesce(sum(f.rows_loaded - f.rows_duplicate), 0)::bigint FROM meta.run_file AS f
    WHERE f.run_id = run AND f.file = 'transcripts.csv'
$$;
COMMENT ON FUNCTION meta.check_bases(int, int) IS 'The wholes that limits in percent are of: students, schools with students in this run or the published one, listed courses, transcript records.';

CREATE FUNCTION record.take_check_students(run int, asked text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE record.check_student AS c SET to_run = run
  WHERE c.to_run IS NULL AND (asked IS NULL OR c.check_id = ANY (asked)) AND NOT EXISTS (
    SELECT FROM pg_temp.check_student AS n
    WHERE n.student_key = c.student_key AND n.check_id = c.check_id AND n.occurrences = c.occurrences);
  INSERT INTO record.check_student (student_key, check_id, from_run, occurrences)
  SELECT n.student_key, n.check_id, run, n.occurrences
  FROM pg_temp.check_student AS n
  WHERE NOT EXISTS (
    SELECT FROM record.check_student AS c
    WHERE c.student_key = n.student_key AND c.check_id = n.check_id AND c.to_run IS NULL);
END
$$;
COMMENT ON FUNCTION record.take_check_students(int, text[]) IS 'Brings record.check_student to what this run found, which stands in a temporary table of the session; what is as before is not written. Of the checks that were asked; empty = of all.';

CREATE FUNCTION meta.checks_of(run int) RETURNS SETOF meta.run_check LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT * FROM meta.run_check WHERE run_id = run ORDER BY check_id
$$;
COMMENT ON FUNCTION meta.checks_of(int) IS 'The checks of a run, by id.';

CREATE FUNCTION record.check_findings_of(run int) RETURNS TABLE (
  check_id text, school_id text, school_name text, subject text, occurrences bigint, measured double precision,
  expected double precision
) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT f.check_id, f.school_id, s.name, f.subject, f.occurrences, f.measured, f.expected
  FROM record.check_finding AS f
  LEFT JOIN record.schools_in(run) AS s USING (school_id)
  WHERE f.run_id = run
  ORDER BY f.check_id, f.seq
$$;
COMMENT ON FUNCTION record.check_findings_of(int) IS 'What the checks of a run found, place by place, with the names that schools have in that run while its rows are there.';

CREATE FUNCTION record.check_students_of(run int, wanted text) RETURNS TABLE (
  student_id text, school_id text, occurrences int, student_key bigint
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT i.student_id, s.school_id, c.occurrences, c.student_key
  FROM record.check_student AS c
  JOIN record.students_in(run) AS s USING (student_key)
  JOIN record.student_identity AS i USING (student_key)
  WHERE c.check_id = wanted AND c.from_run <= run AND (c.to_run IS NULL OR c.to_run > run)
  ORDER BY i.student_id
$$;
COMMENT ON FUNCTION record.check_students_of(int, text) IS 'The students about whom a check found something in a run, as far as the asking login may see them.';
