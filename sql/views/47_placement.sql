-- Where students were placed after the course that they took the year before, at equal marks.

CREATE FUNCTION indicator.placement_in(run int, sequence text, place text) RETURNS TABLE (
  district_id text, school_id text, family text, student_group text, level int, mark int, continued bigint, same_or_lower bigint,
  not_enrolled bigint
) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT s.district_id, s.school_id, g.family, g.student_group, p.step / 100, p.step / 10 % 10, count(*) FILTER (WHERE p.step % 10 = 1),
    count(*) FILTER (WHERE p.step % 10 = 2), count(*) FILTER (WHERE p.step % 10 = 3)
  FROM indicator.counted_students(run) AS s
  CROSS JOIN LATERAL (
    SELECT CASE sequence WHEN 'mathematics' THEN s.mathematics_step WHEN 'language' THEN s.language_step END::int AS step
  ) AS p
  CROSS JOIN LATERAL indicator.groups_of(
    s.race_ethnicity, s.gender, s.english_status, s.low_income, s.disability, s.homeless, s.foster, s.migrant, s.local_group) AS g
  WHERE s.counted AND s.enrolled AND p.step IS NOT NULL AND (place IS NULL OR s.school_id = place COLLATE "C")
    AND s.is_listed_again = (g.family = 'local_group')
  GROUP BY s.district_id, s.school_id, g.family, g.student_group, p.step / 100, p.step / 10 % 10
$$;
COMMENT ON FUNCTION indicator.placement_in(int, text, text) IS 'Enrolled students of a run by school (one, or all), student group, level of the course of the year before and its mark (as evaluation.verdict.mathematics_step numbers them): how many are now in a higher course of the sequence, in one of the same or a lower level, in none. The sequence is mathematics or language.';
