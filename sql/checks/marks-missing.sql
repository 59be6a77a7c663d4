-- title: Marks missing after the term's end
-- severity: warning
-- counts: students
-- limit: 10%
-- finds: Students with records still in progress some days after the end of their term, by the day of the run. Terms end at their
--   usual latest: Q1 31 October, T1 30 November, S1 and Q2 31 January, T2 15 March, Q3 15 April, S2, T3, Q4 and FY 30 June, SU 31 August.
-- matters: After the end of a term: a course in progress counts as in progress for ever, so verdicts stay "in progress" that are met
--   or lost.
-- resolve: Have the marks posted, or the records withdrawn of students who left the course.
-- occurrences: records without a mark
-- parameter: grace_days = 21, 0 to 365: days after the end of a term until its marks must be there
-- later: EXISTS (SELECT FROM generate_series(least(:school_year, extract(year FROM :before)::int) - 12, :school_year::int) AS y (fall),
--   unnest(ARRAY['Q1', 'T1', 'S1', 'Q2', 'T2', 'Q3', 'SU', 'FY']) AS t (term) WHERE (record.term_end(fall, term) + :grace_days::int <
--   :before) <> (record.term_end(fall, term) + :grace_days::int < :as_of))
WITH overdue AS MATERIALIZED (
  SELECT DISTINCT school_year, term
  FROM pg_temp.check_tally
  WHERE in_progress AND record.term_end(school_year, term) + :grace_days::int < :as_of
)
SELECT s.school_id, NULL AS subject, s.student_key, count(*) AS occurrences, NULL::int AS measured, NULL::int AS expected
FROM record.students_in(:run) AS s
JOIN record.transcript AS t USING (student_key, from_run)
JOIN overdue AS o USING (school_year, term)
WHERE t.in_progress AND (SELECT EXISTS (SELECT FROM overdue))
GROUP BY s.school_id, s.student_key
