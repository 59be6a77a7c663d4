-- How far seniors came on the way to an outcome, by school and student group: offered, enrolled, passed, and so on.

CREATE FUNCTION indicator.offered_in(run int) RETURNS TABLE (school_id text, ap bool, ap_exams int[], twelfths int[]) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH offer AS (
    SELECT c.school_id, c.course_key, min(CASE c.length WHEN 'semester' THEN 6 ELSE 12 END) AS twelfths,
      bool_or(coalesce(c.honors, '') = 'AP') AS ap,
      min(CASE WHEN c.honors = 'AP' AND c.exam_code ~ '^[0-9]{1,2}$' THEN c.exam_code::int END) AS exam, string_agg(c.subject_area, ';') AS areas
    FROM record.courses_in(run) AS c
    CROSS JOIN (SELECT meta.school_year(as_of) AS fall FROM meta.run AS r WHERE r.run_id = offered_in.run) AS y
    WHERE c.subject_area IS NOT NULL AND coalesce(c.sections, 1) > 0 AND coalesce(c.seats, 1) > 0
      AND coalesce(c.first_year, y.fall) <= y.fall AND coalesce(c.last_year, y.fall) >= y.fall
    GROUP BY c.school_id, c.course_key
  )
  SELECT school_id, bool_or(ap), array_agg(exam) FILTER (WHERE exam IS NOT NULL), ARRAY[
    sum(twelfths) FILTER (WHERE strpos(areas, 'A') > 0), sum(twelfths) FILTER (WHERE strpos(areas, 'B') > 0),
    sum(twelfths) FILTER (WHERE strpos(areas, 'C') > 0), sum(twelfths) FILTER (WHERE strpos(areas, 'D') > 0),
    sum(twelfths) FILTER (WHERE strpos(areas, 'E') > 0), sum(twelfths) FILTER (WHERE strpos(areas, 'F') > 0),
    sum(twelfths) FILTER (WHERE strpos(areas, 'G') > 0)]::int[]
  FROM offer
  GROUP BY school_id
$$;
COMMENT ON FUNCTION indicator.offered_in(int) IS 'What each institution offers in the school year of a run: whether an AP course, the exams that its AP courses prepare for, and how many twelfths of a year in listed courses of each area A to G, each course once. A course with 0 sections or seats is not offered.';

CREATE FUNCTION indicator.funnel_in(run int, way int, place text, exam int DEFAULT NULL) RETURNS TABLE (
  district_id text, school_id text, family text, student_group text, reached bigint[]
) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH stage AS (
    SELECT s.district_id, s.school_id, s.is_listed_again, s.local_group, s.race_ethnicity, s.gender, s.english_status, s.low_income,
      s.disability, s.homeless, s.foster, s.migrant,
      -- The last stage reached; nobody reaches a stage without the ones before.
      CASE
        WHEN way = 0 AND exam IS NOT NULL THEN CASE
          WHEN exam * 8 + 5 = ANY (s.ap_events) THEN 5 WHEN exam * 8 + 4 = ANY (s.ap_events) THEN 4
          WHEN exam * 8 + 2 = ANY (s.ap_events) THEN 3 WHEN exam * 8 + 1 = ANY (s.ap_events) THEN 2
          WHEN exam = ANY (o.ap_exams) THEN 1 ELSE 0 END
        WHEN way = 0 THEN CASE
          WHEN s.ap_exams_passed > 0 THEN 5 WHEN s.ap_exams > 0 THEN 4 WHEN s.facts & 4 <> 0 THEN 3 WHEN s.facts & 2 <> 0 THEN 2
          WHEN o.ap THEN 1 ELSE 0 END
        WHEN substr(s.uc_areas, way, 1) = 'M' THEN 5
        WHEN s.passed & (1 << (way - 1)) <> 0 THEN CASE WHEN s.whole & (1 << (way - 1)) <> 0 THEN 4 ELSE 3 END
        WHEN s.taken & (1 << (way - 1)) <> 0 THEN 2
        WHEN o.twelfths[way] >= s.uc_required[way] THEN 1
        ELSE 0
      END AS last
    FROM indicator.counted_students(run) AS s
    -- With the collation of the tables one school is found by index.
    LEFT JOIN indicator.offered_in(run) AS o ON o.school_id = s.school_id COLLATE "C"
    WHERE s.senior AND s.taken IS NOT NULL AND (place IS NULL OR s.school_id = place COLLATE "C")
  )
  SELECT s.district_id, s.school_id, g.family, g.student_group, ARRAY[
    count(*), count(*) FILTER (WHERE s.last >= 1), count(*) FILTER (WHERE s.last >= 2), count(*) FILTER (WHERE s.last >= 3),
    count(*) FILTER (WHERE s.last >= 4), count(*) FILTER (WHERE s.last >= 5)]
  FROM stage AS s
  CROSS JOIN LATERAL indicator.groups_of(
    s.race_ethnicity, s.gender, s.english_status, s.low_income, s.disability, s.homeless, s.foster, s.migrant, s.local_group) AS g
  WHERE s.is_listed_again = (g.family = 'local_group')
  GROUP BY s.district_id, s.school_id, g.family, g.student_group
$$;
COMMENT ON FUNCTION indicator.funnel_in(int, int, text, int) IS 'Seniors of a run by school (one, or all) and student group: how many there are and how many reached each of five stages. Way 1 to 7 is an area A to G for UC (offered, enrolled, passed, continued, completed), way 0 AP (offered, enrolled, completed, examined, 3 or more), of one exam where its code is given.';
