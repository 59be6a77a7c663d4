-- How far seniors came on the way to an outcome, by school and student group: offered, enrolled, passed, and so on.

CREATE FUNCTION indicator.ap_offered_in(run int, exam int) RETURNS TABLE (school_id text, areas int) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT c.school_id, bit_or(b.bits)
  FROM record.courses_in(run) AS c
  CROSS JOIN (SELECT meta.school_year(as_of) AS fall FROM meta.run AS r WHERE r.run_id = ap_offered_in.run) AS y
  CROSS JOIN LATERAL (
    SELECT sum(1 << a) FILTER (WHERE strpos(c.subject_area, chr(65 + a)) > 0)::int AS bits FROM generate_series(0, 6) AS a
  ) AS b
  WHERE c.honors = 'AP' AND c.subject_area IS NOT NULL AND coalesce(c.sections, 1) > 0 AND coalesce(c.seats, 1) > 0
    AND coalesce(c.first_year, y.fall) <= y.fall AND coalesce(c.last_year, y.fall) >= y.fall
    AND (exam IS NULL OR CASE WHEN c.exam_code ~ '^[0-9]{1,2}$' THEN c.exam_code::int = exam END)
  GROUP BY c.school_id
$$;
COMMENT ON FUNCTION indicator.ap_offered_in(int, int) IS 'Institutions with a listed AP course in the school year of a run, all or those that prepare for one exam, and the areas in which they are listed: the sum of 1 for A, 2 for B, 4 for C and so on. A course with 0 sections or seats is not offered.';

CREATE FUNCTION indicator.funnel_in(run int, way int, place text, exam int DEFAULT NULL) RETURNS TABLE (
  district_id text, school_id text, family text, student_group text, reached bigint[]
) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH stage AS (
    SELECT s.district_id, s.school_id, s.is_listed_again, s.local_group, s.race_ethnicity, s.gender, s.english_status, s.low_income,
      s.disability, s.homeless, s.foster, s.migrant,
      -- The last stage reached; nobody reaches a stage without the ones before.
      CASE
        WHEN way = 0 AND exam IS NOT NULL THEN CASE
          WHEN exam * 8 + 5 = ANY (u.ap_events) THEN 5 WHEN exam * 8 + 4 = ANY (u.ap_events) THEN 4
          WHEN exam * 8 + 1 = ANY (u.ap_events) THEN 3
          -- Of a course that is listed in G alone: ready in any area.
          WHEN u.ready_areas & CASE WHEN o.areas & 63 = 0 THEN 63 ELSE o.areas END <> 0 THEN 2 WHEN o.areas <> 0 THEN 1 ELSE 0 END
        WHEN way = 0 THEN CASE
          WHEN u.ap_exams_passed > 0 THEN 5 WHEN u.ap_exams > 0 THEN 4 WHEN u.course_facts & 2 <> 0 THEN 3
          WHEN u.ready_areas & o.areas <> 0 THEN 2 WHEN o.areas <> 0 THEN 1 ELSE 0 END
        WHEN substr(u.area_status, way, 1) = 'M' THEN 5
        -- Where the school does not offer the area whole, nobody else can complete it, whatever was taken of it.
        WHEN coalesce(u.offered_areas, 0) & (1 << (way - 1)) = 0 THEN 0
        WHEN u.taken_areas & (1 << (way - 1)) = 0 THEN 1
        WHEN u.passed_areas & (1 << (way - 1)) = 0 THEN 2
        WHEN u.whole_areas & (1 << (way - 1)) = 0 THEN 3
        ELSE 4
      END AS last
    FROM indicator.grouped_students(run) AS s
    JOIN evaluation.verdicts_in(run) AS u ON u.student_key = s.student_key AND u.system = 'uc'
    -- With the collation of the tables one school is found by index.
    LEFT JOIN indicator.ap_offered_in(run, exam) AS o ON way = 0 AND o.school_id = s.school_id COLLATE "C"
    -- Runs before migration 0019 do not tell.
    WHERE s.senior AND u.ready_areas IS NOT NULL AND (place IS NULL OR s.school_id = place COLLATE "C")
  ),
  -- Students who are in the same groups are counted before each of the groups is: there are far fewer kinds of students than students.
  alike AS (
    SELECT district_id, school_id, is_listed_again, local_group, race_ethnicity, gender, english_status, low_income, disability,
      homeless, foster, migrant, count(*) AS all_of_them,
      count(*) FILTER (WHERE last >= 1) AS first, count(*) FILTER (WHERE last >= 2) AS second, count(*) FILTER (WHERE last >= 3) AS third,
      count(*) FILTER (WHERE last >= 4) AS fourth, count(*) FILTER (WHERE last >= 5) AS fifth
    FROM stage
    GROUP BY district_id, school_id, is_listed_again, local_group, race_ethnicity, gender, english_status, low_income, disability,
      homeless, foster, migrant
  )
  SELECT s.district_id, s.school_id, g.family, g.student_group, ARRAY[
    sum(s.all_of_them)::bigint, sum(s.first)::bigint, sum(s.second)::bigint, sum(s.third)::bigint, sum(s.fourth)::bigint,
    sum(s.fifth)::bigint]
  FROM alike AS s
  CROSS JOIN LATERAL indicator.groups_of(
    s.race_ethnicity, s.gender, s.english_status, s.low_income, s.disability, s.homeless, s.foster, s.migrant, s.local_group) AS g
  WHERE s.is_listed_again = (g.family = 'local_group')
  GROUP BY s.district_id, s.school_id, g.family, g.student_group
$$;
COMMENT ON FUNCTION indicator.funnel_in(int, int, text, int) IS 'Seniors of a run by school (one, or all) and student group: how many there are and how many reached each of five stages. Way 1 to 7 is an area A to G for UC (offered, enrolled, passed, continued, completed), way 0 AP (offered, ready, enrolled, examined, 3 or more), of one exam where its code is given.';
