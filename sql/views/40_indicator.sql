-- Counts for the release: one pass over the students, all families of groups at once by GROUPING SETS.

CREATE VIEW indicator.release_measure WITH (security_invoker = true) AS
SELECT position, measure
FROM (VALUES
  (1, 'students_evaluated'),
  (2, 'pattern_met_uc'),
  (3, 'pattern_met_csu'),
  (4, 'on_pace_uc_grade_10'),
  (5, 'on_pace_uc_grade_11'),
  (6, 'on_pace_uc_grade_12'),
  (7, 'on_pace_csu_grade_10'),
  (8, 'on_pace_csu_grade_11'),
  (9, 'on_pace_csu_grade_12'),
  (10, 'one_course_short_uc'),
  (11, 'one_course_short_csu')
) AS listed (position, measure);
COMMENT ON VIEW indicator.release_measure IS 'One row per measure of a release; what each counts is written in the release''s definitions.csv.';
COMMENT ON COLUMN indicator.release_measure.position IS 'Order in every output, and place in the arrays of indicator.group_total.';
COMMENT ON COLUMN indicator.release_measure.measure IS 'Name of the measure in exports.';

CREATE FUNCTION indicator.total(amounts smallint[]) RETURNS int LANGUAGE sql IMMUTABLE AS $$
  SELECT amounts[1] + amounts[2] + amounts[3] + amounts[4] + amounts[5] + amounts[6] + amounts[7]
$$;
COMMENT ON FUNCTION indicator.total(smallint[]) IS 'Sum of the amounts of the seven subject areas.';

CREATE FUNCTION indicator.areas_open(required smallint[], earned smallint[], running smallint[]) RETURNS int
LANGUAGE sql IMMUTABLE AS $$
  SELECT (required[1] > earned[1] + running[1])::int + (required[2] > earned[2] + running[2])::int
    + (required[3] > earned[3] + running[3])::int + (required[4] > earned[4] + running[4])::int
    + (required[5] > earned[5] + running[5])::int + (required[6] > earned[6] + running[6])::int
    + (required[7] > earned[7] + running[7])::int
$$;
COMMENT ON FUNCTION indicator.areas_open(smallint[], smallint[], smallint[]) IS
  'How many subject areas are not met even if every running course is passed.';

CREATE VIEW indicator.verdict_fact WITH (security_invoker = true) AS
SELECT v.student_key, v.system, v.all_status AS status, v.required, v.earned, v.in_progress,
  v.all_status = 'not_met' AND indicator.areas_open(v.required, v.earned, v.in_progress) = 1
    AND indicator.total(v.required) - indicator.total(v.earned) - indicator.total(v.in_progress) <= 12
    AS one_course_short
FROM evaluation.verdict_now AS v;
COMMENT ON VIEW indicator.verdict_fact IS 'One row per student and system of the published run, with what the measures ask of a verdict.';
COMMENT ON COLUMN indicator.verdict_fact.status IS 'Status of the whole pattern.';
COMMENT ON COLUMN indicator.verdict_fact.one_course_short IS
  'Whether, counting running courses as passed, at most 2 semesters are missing, in one area.';

CREATE VIEW indicator.student_fact WITH (security_invoker = true) AS
SELECT s.student_key, s.district_id, s.school_id, s.grade_level, s.enrollment,
  s.grade_level >= 9 AND s.district_id IS NOT NULL
    AND (s.enrollment = 'enrolled' OR (s.enrollment = 'graduated' AND s.graduation_year = r.school_year + 1))
    AS is_counted,
  coalesce(s.race_ethnicity, 'not_reported') AS race_ethnicity,
  coalesce(s.gender, 'not_reported') AS gender,
  coalesce(s.english_status, 'not_reported') AS english_status,
  CASE WHEN s.low_income THEN 'Y' WHEN NOT s.low_income THEN 'N' ELSE 'unknown' END AS low_income,
  CASE WHEN s.disability THEN 'Y' WHEN NOT s.disability THEN 'N' ELSE 'unknown' END AS disability,
  CASE WHEN s.homeless THEN 'Y' WHEN NOT s.homeless THEN 'N' ELSE 'unknown' END AS homeless,
  CASE WHEN s.foster THEN 'Y' WHEN NOT s.foster THEN 'N' ELSE 'unknown' END AS foster,
  CASE WHEN s.migrant THEN 'Y' WHEN NOT s.migrant THEN 'N' ELSE 'unknown' END AS migrant,
  u.status AS uc_status, c.status AS csu_status,
  u.one_course_short AS uc_one_course_short, c.one_course_short AS csu_one_course_short,
  indicator.total(u.earned) >= p.total AND u.earned[2] >= p.english AND u.earned[3] >= p.mathematics AS uc_on_pace,
  indicator.total(c.earned) >= p.total AND c.earned[2] >= p.english AND c.earned[3] >= p.mathematics AS csu_on_pace
FROM record.student_now AS s
CROSS JOIN meta.published AS r
LEFT JOIN indicator.pace AS p ON p.grade_level = s.grade_level - 1
LEFT JOIN indicator.verdict_fact AS u ON u.student_key = s.student_key AND u.system = 'uc'
LEFT JOIN indicator.verdict_fact AS c ON c.student_key = s.student_key AND c.system = 'csu';
COMMENT ON VIEW indicator.student_fact IS 'One row per student of the published run: place, student groups and results.';
COMMENT ON COLUMN indicator.student_fact.is_counted IS 'Whether a release counts the student: in grades 9 to 12 and enrolled, or graduated in the school year of the run.';
COMMENT ON COLUMN indicator.student_fact.race_ethnicity IS 'Race or ethnicity; not_reported if the extract does not say.';
COMMENT ON COLUMN indicator.student_fact.gender IS 'F, M, X or not_reported.';
COMMENT ON COLUMN indicator.student_fact.english_status IS 'English language acquisition status or not_reported.';
COMMENT ON COLUMN indicator.student_fact.low_income IS 'Y, N or unknown.';
COMMENT ON COLUMN indicator.student_fact.disability IS 'Y, N or unknown.';
COMMENT ON COLUMN indicator.student_fact.homeless IS 'Y, N or unknown.';
COMMENT ON COLUMN indicator.student_fact.foster IS 'Y, N or unknown.';
COMMENT ON COLUMN indicator.student_fact.migrant IS 'Y, N or unknown.';
COMMENT ON COLUMN indicator.student_fact.uc_status IS 'Status of the UC pattern; empty without a verdict.';
COMMENT ON COLUMN indicator.student_fact.csu_status IS 'Status of the CSU pattern; empty without a verdict.';
COMMENT ON COLUMN indicator.student_fact.uc_on_pace IS 'Whether what is earned reaches the pace for the end of the grade completed last (indicator.pace); empty in grade 9 and below.';
COMMENT ON COLUMN indicator.student_fact.uc_one_course_short IS 'Whether one course would complete the pattern (indicator.verdict_fact).';
COMMENT ON COLUMN indicator.student_fact.csu_on_pace IS 'Whether what is earned reaches the pace for the end of the grade completed last (indicator.pace); empty in grade 9 and below.';
COMMENT ON COLUMN indicator.student_fact.csu_one_course_short IS 'Whether one course would complete the pattern (indicator.verdict_fact).';

CREATE VIEW indicator.group_total WITH (security_invoker = true) AS
WITH counted_student AS MATERIALIZED (
  SELECT *, enrollment = 'enrolled' AS enrolled
  FROM indicator.student_fact
  WHERE is_counted
), counted AS (
  SELECT district_id, school_id, race_ethnicity, gender, english_status, low_income, disability, homeless, foster, migrant,
    CASE
      WHEN grouping(race_ethnicity) = 0 THEN 'race_ethnicity' WHEN grouping(gender) = 0 THEN 'gender'
      WHEN grouping(english_status) = 0 THEN 'english_status' WHEN grouping(low_income) = 0 THEN 'low_income'
      WHEN grouping(disability) = 0 THEN 'disability' WHEN grouping(homeless) = 0 THEN 'homeless'
      WHEN grouping(foster) = 0 THEN 'foster' WHEN grouping(migrant) = 0 THEN 'migrant' ELSE 'all'
    END AS family,
    ARRAY[
      count(*), count(*) FILTER (WHERE grade_level = 12), count(*) FILTER (WHERE grade_level = 12),
      count(*) FILTER (WHERE grade_level = 10 AND enrolled),
      count(*) FILTER (WHERE grade_level = 11 AND enrolled),
      count(*) FILTER (WHERE grade_level = 12 AND enrolled),
      count(*) FILTER (WHERE grade_level = 10 AND enrolled),
      count(*) FILTER (WHERE grade_level = 11 AND enrolled),
      count(*) FILTER (WHERE grade_level = 12 AND enrolled),
      count(*) FILTER (WHERE grade_level = 12), count(*) FILTER (WHERE grade_level = 12)
    ] AS n,
    ARRAY[
      count(*) FILTER (WHERE uc_status IS NOT NULL AND csu_status IS NOT NULL),
      count(*) FILTER (WHERE grade_level = 12 AND uc_status = 'met'),
      count(*) FILTER (WHERE grade_level = 12 AND csu_status = 'met'),
      count(*) FILTER (WHERE grade_level = 10 AND enrolled AND uc_on_pace),
      count(*) FILTER (WHERE grade_level = 11 AND enrolled AND uc_on_pace),
      count(*) FILTER (WHERE grade_level = 12 AND enrolled AND uc_on_pace),
      count(*) FILTER (WHERE grade_level = 10 AND enrolled AND csu_on_pace),
      count(*) FILTER (WHERE grade_level = 11 AND enrolled AND csu_on_pace),
      count(*) FILTER (WHERE grade_level = 12 AND enrolled AND csu_on_pace),
      count(*) FILTER (WHERE grade_level = 12 AND uc_one_course_short),
      count(*) FILTER (WHERE grade_level = 12 AND csu_one_course_short)
    ] AS x
  FROM counted_student
  GROUP BY GROUPING SETS (
    (district_id, school_id), (district_id, school_id, race_ethnicity), (district_id, school_id, gender),
    (district_id, school_id, english_status), (district_id, school_id, low_income), (district_id, school_id, disability),
    (district_id, school_id, homeless), (district_id, school_id, foster), (district_id, school_id, migrant)
  )
)
SELECT district_id, school_id, family,
  coalesce(race_ethnicity, gender, english_status, low_income, disability, homeless, foster, migrant, 'all') AS student_group,
  n, x
FROM counted;
COMMENT ON VIEW indicator.group_total IS 'One row per school and student group that has students in grades 9 to 12.';
COMMENT ON COLUMN indicator.group_total.family IS 'Family of groups.';
COMMENT ON COLUMN indicator.group_total.student_group IS 'The group.';
COMMENT ON COLUMN indicator.group_total.n IS 'Denominators, in the order of indicator.release_measure.';
COMMENT ON COLUMN indicator.group_total.x IS 'Numerators, in the order of indicator.release_measure.';

CREATE VIEW indicator.group_count WITH (security_invoker = true) AS
WITH total AS MATERIALIZED (
  SELECT * FROM indicator.group_total
), place AS (
  SELECT DISTINCT 1 AS scope_position, 'district' AS scope, district_id, district_id AS scope_id FROM total
  UNION ALL
  SELECT DISTINCT 2, 'school', district_id, school_id FROM total
), cell AS (
  SELECT 1 AS scope_position, t.district_id AS scope_id, t.family, t.student_group, m.position,
    sum(t.n[m.position])::bigint AS n, sum(t.x[m.position])::bigint AS x
  FROM total AS t CROSS JOIN indicator.release_measure AS m
  GROUP BY t.district_id, t.family, t.student_group, m.position
  UNION ALL
  SELECT 2, t.school_id, t.family, t.student_group, m.position, sum(t.n[m.position])::bigint, sum(t.x[m.position])::bigint
  FROM total AS t CROSS JOIN indicator.release_measure AS m
  GROUP BY t.school_id, t.family, t.student_group, m.position
)
SELECT m.position AS measure_position, m.measure, r.school_year, p.scope_position, p.scope, p.district_id, p.scope_id,
  coalesce(CASE p.scope WHEN 'district' THEN d.district_name ELSE s.name END, p.scope_id) AS scope_name,
  g.position AS group_position, g.family, g.student_group, coalesce(c.n, 0) AS n, coalesce(c.x, 0) AS x
FROM place AS p
CROSS JOIN indicator.release_measure AS m
CROSS JOIN indicator.student_group AS g
CROSS JOIN meta.published AS r
LEFT JOIN record.school_now AS s ON s.school_id = p.scope_id
LEFT JOIN (
  SELECT district_id, min(district_name COLLATE "C") AS district_name FROM record.school_now GROUP BY district_id
) AS d ON d.district_id = p.district_id
LEFT JOIN cell AS c ON c.scope_position = p.scope_position AND c.scope_id = p.scope_id AND c.family = g.family
  AND c.student_group = g.student_group AND c.position = m.position;
COMMENT ON VIEW indicator.group_count IS 'One row per measure, place and student group of the published run, also where nobody is counted.';
COMMENT ON COLUMN indicator.group_count.measure_position IS 'Order of the measures.';
COMMENT ON COLUMN indicator.group_count.scope_position IS '1 district, 2 school.';
COMMENT ON COLUMN indicator.group_count.scope IS 'district or school.';
COMMENT ON COLUMN indicator.group_count.district_id IS 'District of the place.';
COMMENT ON COLUMN indicator.group_count.scope_id IS 'district_id or school_id of the place.';
COMMENT ON COLUMN indicator.group_count.scope_name IS 'Name of the place; its id if the extract has none.';
COMMENT ON COLUMN indicator.group_count.group_position IS 'Order of the student groups.';
COMMENT ON COLUMN indicator.group_count.n IS 'Students in the denominator.';
COMMENT ON COLUMN indicator.group_count.x IS 'Students in the numerator.';
