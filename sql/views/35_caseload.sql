-- The list of students that a counselor works with. Who may be in it is decided by row-level security; own only finds the caseload
-- by an index. Conditions that are empty hold for everybody.

CREATE FUNCTION record.in_group(wanted text, s record.student_now) RETURNS bool LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(s.race_ethnicity = wanted, false) OR coalesce(s.english_status = wanted, false) OR coalesce(s.gender = wanted, false)
    OR wanted = 'low_income' AND coalesce(s.low_income, false) OR wanted = 'disability' AND coalesce(s.disability, false)
    OR wanted = 'homeless' AND coalesce(s.homeless, false) OR wanted = 'foster' AND coalesce(s.foster, false)
    OR wanted = 'migrant' AND coalesce(s.migrant, false)
    OR coalesce(wanted = ANY (string_to_array(s.local_groups, ';')), false)
$$;
COMMENT ON FUNCTION record.in_group(text, record.student_now) IS 'Whether a student is in a group: a code of race_ethnicity, english_status or gender, a program as low_income, or a local group.';

CREATE FUNCTION record.own_caseload() RETURNS TABLE (student_key bigint) LANGUAGE sql STABLE AS $$
  SELECT a.student_key
  FROM record.student_assignment AS a
  WHERE a.from_run <= (SELECT meta.published_run())
    AND (a.to_run IS NULL OR a.to_run > (SELECT meta.published_run()))
    AND a.counselor_id = ANY ((SELECT record.own_staff())::text[])
$$;
COMMENT ON FUNCTION record.own_caseload() IS 'The students who are on the caseload of the asking login in the published run, whatever run is shown.';

CREATE FUNCTION record.caseload(
  own bool, counselor text, school text, grade_levels smallint[], student_group text, chosen text, area int, standing text, flag int,
  past bool
) RETURNS TABLE (
  student_key bigint, student_id text, last_name text, first_name text, school_id text, grade_level smallint,
  graduation_year smallint, csu_status text, csu_required smallint[], csu_earned smallint[], csu_in_progress smallint[],
  uc_status text, uc_required smallint[], uc_earned smallint[], uc_in_progress smallint[],
  csu_feasibility text, uc_feasibility text, next_last_start smallint, plan_semesters smallint, flag_no smallint[], flag_area smallint[]
) LANGUAGE sql STABLE AS $$
  SELECT s.student_key, s.student_id, s.last_name, s.first_name, s.school_id, s.grade_level, s.graduation_year,
    c.all_status, c.required, c.earned, c.in_progress, u.all_status, u.required, u.earned, u.in_progress,
    k.csu_feasibility, k.uc_feasibility, k.next_last_start, k.plan_semesters, coalesce(k.flag_no, '{}'), coalesce(k.flag_area, '{}')
  FROM record.student_now AS s
  JOIN evaluation.verdict_now AS c ON c.student_key = s.student_key AND c.system = 'csu'
  JOIN evaluation.verdict_now AS u ON u.student_key = s.student_key AND u.system = 'uc'
  LEFT JOIN evaluation.counsel_now AS k ON k.student_key = s.student_key
  WHERE s.enrollment = 'enrolled'
    AND (NOT own OR CASE WHEN past THEN s.student_key = ANY (ARRAY(SELECT a.student_key FROM record.own_caseload() AS a))
      ELSE s.counselor_id = ANY ((SELECT record.own_staff())::text[]) END)
    AND (counselor IS NULL OR s.counselor_id = counselor)
    AND (school IS NULL OR s.school_id = school)
    AND (grade_levels IS NULL OR s.grade_level = ANY (grade_levels))
    AND (student_group IS NULL OR record.in_group(student_group, s))
    AND (standing IS NULL OR CASE chosen WHEN 'csu' THEN c.all_status ELSE u.all_status END = standing)
    AND (area IS NULL OR substr(CASE chosen WHEN 'csu' THEN c.area_status ELSE u.area_status END, area, 1) <> 'M')
    AND (flag IS NULL OR EXISTS (
      SELECT FROM unnest(k.flag_no, k.flag_area) AS f (flag_no, flag_area)
      WHERE f.flag_no = flag AND (area IS NULL OR f.flag_area IN (area - 1, -1))))
$$;
COMMENT ON FUNCTION record.caseload(bool, text, text, smallint[], text, text, int, text, int, bool) IS 'Enrolled students of the run that is shown with both verdicts and what the night keeps for counselors: of the own caseload (past: of today''s, as an earlier run is shown), of a counselor, of a school, of grade levels, of a group, not met in an area (1 is A), of a status of the pattern of the chosen system, with a flag (in that area, if one is given).';

CREATE FUNCTION evaluation.open_in(run int, keys bigint[]) RETURNS TABLE (student_key bigint, system text, open bigint) LANGUAGE sql STABLE AS $$
  SELECT v.student_key, v.system, (
    SELECT sum(greatest(a.required - a.earned - a.in_progress, 0)) FROM unnest(v.required, v.earned, v.in_progress) AS a (required, earned, in_progress))
  FROM evaluation.verdicts_in(run) AS v
  WHERE v.student_key = ANY (keys)
$$;
COMMENT ON FUNCTION evaluation.open_in(int, bigint[]) IS 'What stayed open of each pattern in a run even if every running course was passed, in twelfths of a year, of the students given.';

CREATE FUNCTION record.own_scope() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN bool_or(role = 'counselor') THEN 'caseload' WHEN bool_or(role = 'school_admin') THEN 'school' ELSE 'none' END
  FROM record.own_role
$$;
COMMENT ON FUNCTION record.own_scope() IS 'What the asking login has by itself to list: a caseload, a school, or none because it sees more than one list would hold or nobody.';
