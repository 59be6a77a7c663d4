-- title: Credits that contradict the term
-- severity: warning
-- counts: records
-- limit: 1%
-- finds: Records of high schools whose credits are about twice what their term can hold, full-year records with at most half a
--   year's credits, and records with more credits earned than attempted.
-- matters: When exports are set up or terms change: length decides how much of an area a record fills, and credits alone do not
--   tell it.
-- resolve: Export the term in which the credits were earned (FY for a mark that stands for the year); set semester_credits in the
--   configuration if the district's scale is another; for other forms map the terms.
-- measured: credits attempted of the records
-- expected: credits of a full record of the term
-- parameter: semester_credits = 5, 1 to 100: credits of a full semester record; semester_credits of the configuration, unless given here
WITH scale AS (
  SELECT t.*, k.school_id, k.course_id,
    100 * :semester_credits * CASE WHEN t.term = 'FY' THEN 12 WHEN t.term LIKE 'T%' THEN 4 WHEN t.term LIKE 'Q%' THEN 3 ELSE 6 END / 6
      AS full_credits
  FROM pg_temp.check_tally AS t
  JOIN record.course_code AS k USING (course_code)
  JOIN record.schools_in(:run) AS i ON i.school_id = k.school_id AND i.kind NOT IN ('community_college', 'university')
  WHERE t.credits_attempted > 0
), contradicting AS (
  SELECT *, credits_attempted * 10 >= full_credits * 19 OR (term = 'FY' AND credits_attempted * 2 <= full_credits) AS is_other_term
  FROM scale
)
SELECT school_id, course_id || ' ' || term AS subject, NULL::bigint AS student_key,
  sum(CASE WHEN is_other_term THEN records ELSE over_earned END) AS occurrences,
  round(credits_attempted / 100.0, 2) AS measured, round(full_credits / 100.0, 2) AS expected
FROM contradicting
WHERE is_other_term OR over_earned > 0
GROUP BY school_id, course_id, term, credits_attempted, full_credits
