-- Every measure of policies/measures.yaml, counted for all schools, grade levels and student groups in one pass over the students.

CREATE VIEW indicator.measure WITH (security_invoker = true) AS
SELECT number, measure
FROM (VALUES
  (1, 'students_evaluated'), (2, 'pattern_met_uc'), (3, 'pattern_met_csu'), (4, 'on_pace_uc_grade_10'),
  (5, 'on_pace_uc_grade_11'), (6, 'on_pace_uc_grade_12'), (7, 'on_pace_csu_grade_10'), (8, 'on_pace_csu_grade_11'),
  (9, 'on_pace_csu_grade_12'), (10, 'one_course_short_uc'), (11, 'one_course_short_csu'), (12, 'pattern_met_both'),
  (13, 'pattern_met_uc_of_graduates'), (14, 'pattern_met_csu_of_graduates'), (15, 'pattern_met_both_of_graduates'),
  (16, 'pattern_met_uc_of_cohort'), (17, 'pattern_met_csu_of_cohort'), (18, 'pattern_met_both_of_cohort'),
  (19, 'area_met_uc_a'), (20, 'area_met_uc_b'), (21, 'area_met_uc_c'), (22, 'area_met_uc_d'), (23, 'area_met_uc_e'),
  (24, 'area_met_uc_f'), (25, 'area_met_uc_g'), (26, 'area_met_csu_a'), (27, 'area_met_csu_b'), (28, 'area_met_csu_c'),
  (29, 'area_met_csu_d'), (30, 'area_met_csu_e'), (31, 'area_met_csu_f'), (32, 'area_met_csu_g'), (33, 'never_enrolled_a'),
  (34, 'never_enrolled_b'), (35, 'never_enrolled_c'), (36, 'never_enrolled_d'), (37, 'never_enrolled_e'),
  (38, 'never_enrolled_f'), (39, 'never_enrolled_g'), (40, 'd_or_f_a'), (41, 'd_or_f_b'), (42, 'd_or_f_c'), (43, 'd_or_f_d'),
  (44, 'd_or_f_e'), (45, 'd_or_f_f'), (46, 'd_or_f_g'), (47, 'eleven_of_fifteen'), (48, 'gpa_2_0'), (49, 'gpa_2_5'),
  (50, 'gpa_3_0'), (51, 'd_or_f_validated'), (52, 'd_or_f_repeated'), (53, 'ap_enrolled_this_year'), (54, 'ap_enrolled'),
  (55, 'ap_completed'), (56, 'ap_examined'), (57, 'ap_scored_3'), (58, 'ap_exams_scored_3'), (59, 'algebra_grade_8'),
  (60, 'algebra_by_grade_8'), (61, 'algebra_by_grade_8_passed'), (62, 'algebra_by_grade_8_passed_of_takers'),
  (63, 'el_ag_english'), (64, 'el_english_beside_eld'), (65, 'el_reclassified'), (66, 'retained'),
  (67, 'mathematics_not_continued'), (68, 'language_not_continued'), (69, 'cci_ag_and_more'), (70, 'cci_without_ag'),
  (71, 'cci_prepared_as_far_as_known')
) AS listed (number, measure);
COMMENT ON VIEW indicator.measure IS 'One row per measure that the night counts; what each counts is written in policies/measures.yaml.';
COMMENT ON COLUMN indicator.measure.number IS 'Place in the arrays of indicator.measure_count; never given to another measure.';
COMMENT ON COLUMN indicator.measure.measure IS 'Id of the measure.';

CREATE FUNCTION indicator.yes_or_no(flag bool) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN flag THEN 'Y' WHEN NOT flag THEN 'N' ELSE 'unknown' END
$$;
COMMENT ON FUNCTION indicator.yes_or_no(bool) IS 'The group of a family whose groups are Y, N and unknown.';

CREATE FUNCTION indicator.one_course_short(status text, required smallint[], earned smallint[], running smallint[]) RETURNS bool
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT status = 'not_met' AND indicator.areas_open(required, earned, running) = 1
    AND indicator.total(required) - indicator.total(earned) - indicator.total(running) <= 12
$$;
COMMENT ON FUNCTION indicator.one_course_short(text, smallint[], smallint[], smallint[]) IS
  'Whether, counting running courses as passed, at most 2 semesters are missing, in one area.';

CREATE FUNCTION meta.census_run(run int) RETURNS int LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT p.run_id
  FROM meta.run AS r
  JOIN meta.run AS p ON p.run_id < r.run_id AND p.state = 'published' AND p.pruned_at IS NULL
    AND meta.school_year(p.as_of) = meta.school_year(r.as_of) - 1
  CROSS JOIN LATERAL (SELECT make_date(meta.school_year(p.as_of), 10, 1) AS october) AS y
  -- The first Wednesday of October.
  CROSS JOIN LATERAL (SELECT y.october + (10 - extract(dow FROM y.october)::int) % 7 AS census) AS d
  WHERE r.run_id = census_run.run
  -- The last run up to that day; if there is none, the first one after it.
  ORDER BY p.as_of > d.census, CASE WHEN p.as_of > d.census THEN p.run_id ELSE -p.run_id END
  LIMIT 1
$$;
COMMENT ON FUNCTION meta.census_run(int) IS 'The published run that stands for the census of the school year before that of a run: the last one up to the first Wednesday of October, else the first one after it; none if no run of that year can be read.';

CREATE FUNCTION indicator.grouped_students(run int, strategy int DEFAULT NULL) RETURNS TABLE (
  student_key bigint, district_id text, school_id text, grade_level smallint, race_ethnicity text, gender text, english_status text,
  low_income text, disability text, homeless text, foster text, migrant text, local_group text, is_listed_again bool,
  enrolled bool, counted bool, senior bool, graduate bool, in_cohort bool
) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT s.student_key, s.district_id, s.school_id, s.grade_level,
    coalesce(s.race_ethnicity, 'not_reported'), coalesce(s.gender, 'not_reported'), coalesce(s.english_status, 'not_reported'),
    indicator.yes_or_no(s.low_income), indicator.yes_or_no(s.disability), indicator.yes_or_no(s.homeless),
    indicator.yes_or_no(s.foster), indicator.yes_or_no(s.migrant), l.local_group, l.local_group IS NOT NULL,
    s.enrollment = 'enrolled', c.counted, c.counted AND s.grade_level = 12,
    s.enrollment = 'graduated' AND coalesce(s.graduation_year = y.spring, false),
    s.enrollment IN ('enrolled', 'graduated', 'dropped_out') AND coalesce(s.graduation_year = y.spring, false)
  FROM record.students_in(run) AS s
  CROSS JOIN (SELECT meta.school_year(as_of) + 1 AS spring FROM meta.run AS r WHERE r.run_id = grouped_students.run) AS y
  CROSS JOIN LATERAL (
    SELECT s.grade_level >= 9 AND (s.enrollment = 'enrolled'
      OR s.enrollment = 'graduated' AND coalesce(s.graduation_year = y.spring, false)) AS counted
  ) AS c
  CROSS JOIN LATERAL (
    SELECT NULL::text AS local_group
    UNION ALL
    SELECT DISTINCT btrim(g) FROM unnest(string_to_array(s.local_groups, ';')) AS g WHERE btrim(g) <> '' AND strategy IS NULL
    UNION ALL
    SELECT CASE WHEN EXISTS (
        SELECT FROM indicator.strategy_student AS t WHERE t.student_key = s.student_key AND t.strategy_id = strategy)
      THEN 'with' ELSE 'without' END
    WHERE strategy IS NOT NULL
  ) AS l
  WHERE s.district_id IS NOT NULL AND s.grade_level >= 8
$$;
COMMENT ON FUNCTION indicator.grouped_students(int, int) IS 'The students of a run as the measures look at them: place, groups, and whom they count among. A student of local groups stands once more for each (is_listed_again); with a strategy of students, its members (with) and all others (without) take the place of those groups.';

CREATE FUNCTION indicator.counted_students(run int, strategy int DEFAULT NULL) RETURNS TABLE (
  district_id text, school_id text, grade_level smallint, race_ethnicity text, gender text, english_status text,
  low_income text, disability text, homeless text, foster text, migrant text, local_group text, is_listed_again bool,
  enrolled bool, counted bool, senior bool, graduate bool, in_cohort bool,
  has_both bool, uc_met bool, csu_met bool, uc_on_pace bool, csu_on_pace bool, uc_short bool, csu_short bool,
  uc_areas text, csu_areas text, uc_required smallint[],
  taken smallint, passed smallint, failed smallint, whole smallint, validated smallint, repeated smallint, facts smallint,
  ap_exams smallint, ap_exams_passed smallint, gpa_grades smallint, gpa_points smallint, before_grade_12 smallint,
  ap_events smallint[], mathematics_step smallint, language_step smallint, census_grade smallint, census_english text
) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT s.district_id, s.school_id, s.grade_level, s.race_ethnicity, s.gender, s.english_status,
    s.low_income, s.disability, s.homeless, s.foster, s.migrant, s.local_group, s.is_listed_again,
    s.enrolled, s.counted, s.senior, s.graduate, s.in_cohort,
    u.student_key IS NOT NULL AND v.student_key IS NOT NULL, u.all_status = 'met', v.all_status = 'met',
    indicator.total(u.earned) >= p.total AND u.earned[2] >= p.english AND u.earned[3] >= p.mathematics,
    indicator.total(v.earned) >= p.total AND v.earned[2] >= p.english AND v.earned[3] >= p.mathematics,
    indicator.one_course_short(u.all_status, u.required, u.earned, u.in_progress),
    indicator.one_course_short(v.all_status, v.required, v.earned, v.in_progress),
    u.area_status, v.area_status, u.required,
    u.taken_areas, u.passed_areas, u.failed_areas, u.whole_areas, u.validated_areas, u.repeated_areas, u.course_facts,
    u.ap_exams, u.ap_exams_passed, u.gpa_grades, u.gpa_points, u.before_grade_12,
    u.ap_events, u.mathematics_step, u.language_step, b.grade_level, b.english_status
  FROM indicator.grouped_students(run, strategy) AS s
  LEFT JOIN indicator.pace AS p ON p.grade_level = s.grade_level - 1
  LEFT JOIN evaluation.verdicts_in(run) AS u ON u.student_key = s.student_key AND u.system = 'uc'
  LEFT JOIN evaluation.verdicts_in(run) AS v ON v.student_key = s.student_key AND v.system = 'csu'
  -- Not by students_in: the server would read all students first.
  LEFT JOIN record.student AS b ON b.student_key = s.student_key AND b.enrollment = 'enrolled'
    AND b.from_run <= (SELECT meta.census_run(run)) AND (b.to_run IS NULL OR b.to_run > (SELECT meta.census_run(run)))
$$;
COMMENT ON FUNCTION indicator.counted_students(int, int) IS 'The rows of indicator.grouped_students with results, and what the students were at the census of the year before.';

CREATE FUNCTION indicator.groups_of(
  race_ethnicity text, gender text, english_status text, low_income text, disability text, homeless text, foster text, migrant text,
  local_group text
) RETURNS TABLE (family text, student_group text) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  VALUES ('all', 'all'), ('race_ethnicity', race_ethnicity), ('gender', gender), ('english_status', english_status),
    ('low_income', low_income), ('disability', disability), ('homeless', homeless), ('foster', foster), ('migrant', migrant),
    ('race_by_english', race_ethnicity || ':' || english_status), ('local_group', local_group)
$$;
COMMENT ON FUNCTION indicator.groups_of(text, text, text, text, text, text, text, text, text) IS 'Families of groups and the group of a student in each, out of the columns of indicator.grouped_students; one who stands there once more (is_listed_again) is asked for local_group alone.';

CREATE FUNCTION indicator.counts_in(run int, strategy int DEFAULT NULL) RETURNS TABLE (
  district_id text, school_id text, grade_level smallint, family text, student_group text, n int[], x int[]
) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH total AS (
    SELECT district_id, school_id, grade_level, is_listed_again, race_ethnicity, gender, english_status, low_income, disability,
      homeless, foster, migrant, local_group,
      CASE
        WHEN grouping(race_ethnicity, english_status) = 0 THEN 'race_by_english'
        WHEN grouping(race_ethnicity) = 0 THEN 'race_ethnicity' WHEN grouping(gender) = 0 THEN 'gender'
        WHEN grouping(english_status) = 0 THEN 'english_status' WHEN grouping(low_income) = 0 THEN 'low_income'
        WHEN grouping(disability) = 0 THEN 'disability' WHEN grouping(homeless) = 0 THEN 'homeless'
        WHEN grouping(foster) = 0 THEN 'foster' WHEN grouping(migrant) = 0 THEN 'migrant'
        WHEN grouping(local_group) = 0 THEN 'local_group' ELSE 'all'
      END AS family,
      ARRAY[
    count(*) FILTER (WHERE counted)::int, count(*) FILTER (WHERE senior)::int, count(*) FILTER (WHERE senior)::int,
    count(*) FILTER (WHERE grade_level = 10 AND enrolled)::int, count(*) FILTER (WHERE grade_level = 11 AND enrolled)::int,
    count(*) FILTER (WHERE grade_level = 12 AND enrolled)::int, count(*) FILTER (WHERE grade_level = 10 AND enrolled)::int,
    count(*) FILTER (WHERE grade_level = 11 AND enrolled)::int, count(*) FILTER (WHERE grade_level = 12 AND enrolled)::int,
    count(*) FILTER (WHERE senior)::int, count(*) FILTER (WHERE senior)::int, count(*) FILTER (WHERE senior)::int,
    count(*) FILTER (WHERE graduate)::int, count(*) FILTER (WHERE graduate)::int, count(*) FILTER (WHERE graduate)::int,
    count(*) FILTER (WHERE in_cohort)::int, count(*) FILTER (WHERE in_cohort)::int, count(*) FILTER (WHERE in_cohort)::int,
    count(*) FILTER (WHERE senior)::int, count(*) FILTER (WHERE senior)::int, count(*) FILTER (WHERE senior)::int,
    count(*) FILTER (WHERE senior)::int, count(*) FILTER (WHERE senior)::int, count(*) FILTER (WHERE senior)::int,
    count(*) FILTER (WHERE senior)::int, count(*) FILTER (WHERE senior)::int, count(*) FILTER (WHERE senior)::int,
    count(*) FILTER (WHERE senior)::int, count(*) FILTER (WHERE senior)::int, count(*) FILTER (WHERE senior)::int,
    count(*) FILTER (WHERE senior)::int, count(*) FILTER (WHERE senior)::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 1, 1) = 'N')::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 2, 1) = 'N')::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 3, 1) = 'N')::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 4, 1) = 'N')::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 5, 1) = 'N')::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 6, 1) = 'N')::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 7, 1) = 'N')::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 1, 1) = 'N')::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 2, 1) = 'N')::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 3, 1) = 'N')::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 4, 1) = 'N')::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 5, 1) = 'N')::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 6, 1) = 'N')::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 7, 1) = 'N')::int, count(*) FILTER (WHERE senior)::int,
    count(*) FILTER (WHERE senior)::int, count(*) FILTER (WHERE senior)::int, count(*) FILTER (WHERE senior)::int,
    count(*) FILTER (WHERE senior AND failed <> 0)::int, count(*) FILTER (WHERE senior AND failed <> 0)::int,
    count(*) FILTER (WHERE counted AND enrolled)::int, count(*) FILTER (WHERE senior)::int,
    count(*) FILTER (WHERE senior)::int, count(*) FILTER (WHERE senior)::int, count(*) FILTER (WHERE senior)::int,
    coalesce(sum(ap_exams) FILTER (WHERE senior), 0)::int, count(*) FILTER (WHERE grade_level = 8 AND enrolled)::int,
    count(*) FILTER (WHERE grade_level = 9 AND enrolled)::int, count(*) FILTER (WHERE grade_level = 9 AND enrolled)::int,
    count(*) FILTER (WHERE grade_level = 9 AND enrolled AND facts & 8 <> 0)::int,
    count(*) FILTER (WHERE counted AND enrolled AND english_status = 'EL')::int,
    count(*) FILTER (WHERE counted AND enrolled AND english_status = 'EL')::int,
    count(*) FILTER (WHERE counted AND enrolled AND census_english = 'EL')::int,
    count(*) FILTER (WHERE counted AND enrolled AND census_grade IS NOT NULL)::int,
    count(*) FILTER (WHERE counted AND enrolled AND mathematics_step / 10 IN (12, 13, 14, 15, 22, 23, 24, 25))::int,
    count(*) FILTER (WHERE counted AND enrolled AND language_step / 10 IN (12, 13, 14, 15))::int,
    count(*) FILTER (WHERE graduate)::int, count(*) FILTER (WHERE graduate)::int, count(*) FILTER (WHERE graduate)::int
      ] AS n,
      ARRAY[
    count(*) FILTER (WHERE counted AND has_both)::int, count(*) FILTER (WHERE senior AND uc_met)::int,
    count(*) FILTER (WHERE senior AND csu_met)::int, count(*) FILTER (WHERE grade_level = 10 AND enrolled AND uc_on_pace)::int,
    count(*) FILTER (WHERE grade_level = 11 AND enrolled AND uc_on_pace)::int,
    count(*) FILTER (WHERE grade_level = 12 AND enrolled AND uc_on_pace)::int,
    count(*) FILTER (WHERE grade_level = 10 AND enrolled AND csu_on_pace)::int,
    count(*) FILTER (WHERE grade_level = 11 AND enrolled AND csu_on_pace)::int,
    count(*) FILTER (WHERE grade_level = 12 AND enrolled AND csu_on_pace)::int,
    count(*) FILTER (WHERE senior AND uc_short)::int, count(*) FILTER (WHERE senior AND csu_short)::int,
    count(*) FILTER (WHERE senior AND uc_met AND csu_met)::int, count(*) FILTER (WHERE graduate AND uc_met)::int,
    count(*) FILTER (WHERE graduate AND csu_met)::int, count(*) FILTER (WHERE graduate AND uc_met AND csu_met)::int,
    count(*) FILTER (WHERE in_cohort AND uc_met)::int, count(*) FILTER (WHERE in_cohort AND csu_met)::int,
    count(*) FILTER (WHERE in_cohort AND uc_met AND csu_met)::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 1, 1) = 'M')::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 2, 1) = 'M')::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 3, 1) = 'M')::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 4, 1) = 'M')::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 5, 1) = 'M')::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 6, 1) = 'M')::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 7, 1) = 'M')::int,
    count(*) FILTER (WHERE senior AND substr(csu_areas, 1, 1) = 'M')::int,
    count(*) FILTER (WHERE senior AND substr(csu_areas, 2, 1) = 'M')::int,
    count(*) FILTER (WHERE senior AND substr(csu_areas, 3, 1) = 'M')::int,
    count(*) FILTER (WHERE senior AND substr(csu_areas, 4, 1) = 'M')::int,
    count(*) FILTER (WHERE senior AND substr(csu_areas, 5, 1) = 'M')::int,
    count(*) FILTER (WHERE senior AND substr(csu_areas, 6, 1) = 'M')::int,
    count(*) FILTER (WHERE senior AND substr(csu_areas, 7, 1) = 'M')::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 1, 1) = 'N' AND taken & 1 = 0)::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 2, 1) = 'N' AND taken & 2 = 0)::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 3, 1) = 'N' AND taken & 4 = 0)::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 4, 1) = 'N' AND taken & 8 = 0)::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 5, 1) = 'N' AND taken & 16 = 0)::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 6, 1) = 'N' AND taken & 32 = 0)::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 7, 1) = 'N' AND taken & 64 = 0)::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 1, 1) = 'N' AND failed & 1 <> 0)::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 2, 1) = 'N' AND failed & 2 <> 0)::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 3, 1) = 'N' AND failed & 4 <> 0)::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 4, 1) = 'N' AND failed & 8 <> 0)::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 5, 1) = 'N' AND failed & 16 <> 0)::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 6, 1) = 'N' AND failed & 32 <> 0)::int,
    count(*) FILTER (WHERE senior AND substr(uc_areas, 7, 1) = 'N' AND failed & 64 <> 0)::int,
    count(*) FILTER (WHERE senior AND before_grade_12 >= 132)::int,
    count(*) FILTER (WHERE senior AND gpa_points * 100 >= 200 * gpa_grades AND gpa_grades > 0)::int,
    count(*) FILTER (WHERE senior AND gpa_points * 100 >= 250 * gpa_grades AND gpa_grades > 0)::int,
    count(*) FILTER (WHERE senior AND gpa_points * 100 >= 300 * gpa_grades AND gpa_grades > 0)::int,
    count(*) FILTER (WHERE senior AND failed <> 0 AND validated <> 0)::int,
    count(*) FILTER (WHERE senior AND failed <> 0 AND repeated <> 0)::int,
    count(*) FILTER (WHERE counted AND enrolled AND facts & 1 <> 0)::int,
    count(*) FILTER (WHERE senior AND facts & 2 <> 0)::int, count(*) FILTER (WHERE senior AND facts & 4 <> 0)::int,
    count(*) FILTER (WHERE senior AND ap_exams > 0)::int, count(*) FILTER (WHERE senior AND ap_exams_passed > 0)::int,
    coalesce(sum(ap_exams_passed) FILTER (WHERE senior), 0)::int,
    count(*) FILTER (WHERE grade_level = 8 AND enrolled AND facts & 8 <> 0)::int,
    count(*) FILTER (WHERE grade_level = 9 AND enrolled AND facts & 8 <> 0)::int,
    count(*) FILTER (WHERE grade_level = 9 AND enrolled AND facts & 16 <> 0)::int,
    count(*) FILTER (WHERE grade_level = 9 AND enrolled AND facts & 8 <> 0 AND facts & 16 <> 0)::int,
    count(*) FILTER (WHERE counted AND enrolled AND english_status = 'EL' AND facts & 96 <> 0)::int,
    count(*) FILTER (WHERE counted AND enrolled AND english_status = 'EL' AND facts & 64 <> 0)::int,
    count(*) FILTER (WHERE counted AND enrolled AND census_english = 'EL' AND english_status = 'RFEP')::int,
    count(*) FILTER (WHERE counted AND enrolled AND census_grade >= grade_level)::int,
    count(*) FILTER (WHERE counted AND enrolled AND mathematics_step / 10 IN (12, 13, 14, 15, 22, 23, 24, 25)
      AND mathematics_step % 10 <> 1)::int,
    count(*) FILTER (WHERE counted AND enrolled AND language_step / 10 IN (12, 13, 14, 15) AND language_step % 10 <> 1)::int,
    count(*) FILTER (WHERE graduate AND uc_met AND (ap_exams_passed >= 1 OR facts & (128 | 512) <> 0))::int,
    count(*) FILTER (WHERE graduate AND (ap_exams_passed >= 2 OR facts & (256 | 1024) <> 0))::int,
    count(*) FILTER (WHERE graduate AND (ap_exams_passed >= 2 OR facts & (256 | 1024) <> 0
      OR uc_met AND (ap_exams_passed >= 1 OR facts & (128 | 512) <> 0)))::int
      ] AS x
    FROM indicator.counted_students(run, strategy)
    GROUP BY GROUPING SETS (
      (district_id, school_id, grade_level, is_listed_again),
      (district_id, school_id, grade_level, is_listed_again, race_ethnicity),
      (district_id, school_id, grade_level, is_listed_again, gender),
      (district_id, school_id, grade_level, is_listed_again, english_status),
      (district_id, school_id, grade_level, is_listed_again, low_income),
      (district_id, school_id, grade_level, is_listed_again, disability),
      (district_id, school_id, grade_level, is_listed_again, homeless),
      (district_id, school_id, grade_level, is_listed_again, foster),
      (district_id, school_id, grade_level, is_listed_again, migrant),
      (district_id, school_id, grade_level, is_listed_again, race_ethnicity, english_status),
      (district_id, school_id, grade_level, is_listed_again, local_group)
    )
  )
  SELECT district_id, school_id, grade_level, family,
    CASE family WHEN 'race_by_english' THEN race_ethnicity || ':' || english_status WHEN 'all' THEN 'all'
      ELSE coalesce(race_ethnicity, gender, english_status, low_income, disability, homeless, foster, migrant, local_group) END,
    n, x
  FROM total
  WHERE is_listed_again = (family = 'local_group')
$$;
COMMENT ON FUNCTION indicator.counts_in(int, int) IS 'The rows of indicator.measure_count for a run that is loaded; with a strategy of students, its members and all others stand as groups of local_group.';
