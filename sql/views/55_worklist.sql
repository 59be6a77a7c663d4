-- What the worklist asks: which courses were taken when, and by whom.

CREATE VIEW record.course_year_now WITH (security_invoker = true) AS
SELECT t.course_code, t.school_year, count(*) AS records
FROM record.student AS s
JOIN record.transcript AS t USING (student_key, from_run)
WHERE s.from_run <= (SELECT meta.shown_run())
  AND (s.to_run IS NULL OR s.to_run > (SELECT meta.shown_run()))
GROUP BY t.course_code, t.school_year;
COMMENT ON VIEW record.course_year_now IS 'One row per printed course and school year in which students of the published run took it.';
COMMENT ON COLUMN record.course_year_now.records IS 'Transcript records.';

CREATE FUNCTION record.students_with_courses(codes int[], years smallint[]) RETURNS TABLE (student_key bigint, from_run int)
LANGUAGE sql STABLE AS $$
  SELECT DISTINCT s.student_key, s.from_run
  FROM unnest(codes, years) AS c (course_code, school_year)
  JOIN record.transcript AS t USING (course_code, school_year)
  JOIN record.student AS s USING (student_key, from_run)
  WHERE s.from_run <= (SELECT meta.shown_run())
    AND (s.to_run IS NULL OR s.to_run > (SELECT meta.shown_run()))
  ORDER BY s.student_key
$$;
COMMENT ON FUNCTION record.students_with_courses(int[], smallint[]) IS 'The students of the published run who took one of these printed courses in the school year beside it.';

-- Commands that look at students come with views like these.
COMMENT ON COLUMN meta.access_log.command IS 'What was asked: student, verdicts, rejects, release, worklist, worklist exams, compare-claims, checks.';

CREATE VIEW record.claim_order WITH (security_invoker = true) AS
SELECT s.student_key, s.from_run, s.student_id, c.school_year, c.met_requirements
FROM record.student_now AS s
JOIN record.district_claim AS c USING (student_key, from_run);
COMMENT ON VIEW record.claim_order IS 'One row per student of the published run about whom the district certified something: the version to read, and the claim.';
