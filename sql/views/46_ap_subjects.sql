-- The five measures of AP in each subject.

CREATE FUNCTION indicator.ap_subjects_in(run int, place text) RETURNS TABLE (
  district_id text, school_id text, family text, student_group text, subject int, seniors bigint, enrolled bigint, completed bigint,
  examined bigint, scored_3 bigint, exams bigint, exams_scored_3 bigint
) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH senior AS (
    SELECT s.district_id, s.school_id, s.ap_events, g.family, g.student_group
    FROM indicator.counted_students(run) AS s
    CROSS JOIN LATERAL indicator.groups_of(
      s.race_ethnicity, s.gender, s.english_status, s.low_income, s.disability, s.homeless, s.foster, s.migrant, s.local_group) AS g
    WHERE s.senior AND s.taken IS NOT NULL AND (place IS NULL OR s.school_id = place COLLATE "C")
      AND s.is_listed_again = (g.family = 'local_group')
  )
  SELECT district_id, school_id, family, student_group, -1, count(*), 0, 0, 0, 0, 0, 0
  FROM senior
  GROUP BY district_id, school_id, family, student_group
  UNION ALL
  SELECT s.district_id, s.school_id, s.family, s.student_group, e.subject, 0,
    count(*) FILTER (WHERE e.enrolled), count(*) FILTER (WHERE e.completed), count(*) FILTER (WHERE e.exams > 0),
    count(*) FILTER (WHERE e.passed > 0), sum(e.exams)::bigint, sum(e.passed)::bigint
  FROM senior AS s
  CROSS JOIN LATERAL (
    SELECT v >> 3 AS subject, bool_or(v & 7 = 1) AS enrolled, bool_or(v & 7 = 2) AS completed,
      count(*) FILTER (WHERE v & 7 >= 4) AS exams, count(*) FILTER (WHERE v & 7 = 5) AS passed
    FROM unnest(s.ap_events) AS v
    GROUP BY v >> 3
  ) AS e
  GROUP BY s.district_id, s.school_id, s.family, s.student_group, e.subject
$$;
COMMENT ON FUNCTION indicator.ap_subjects_in(int, text) IS 'Seniors of a run by school (one, or all) and student group (subject -1), and in each AP subject (an exam code, 0 where it is not known) how many took the course, completed it with C or better, took the exam, scored 3 or more; and exams, and those of them with 3 or more.';
