-- How the seniors of each place stand, and which areas they lack: for the pictures of a release.

CREATE VIEW indicator.senior WITH (security_invoker = true) AS
SELECT s.student_key, s.district_id, s.school_id
FROM record.student_now AS s
CROSS JOIN meta.published AS r
WHERE s.grade_level = 12 AND s.district_id IS NOT NULL
  AND (s.enrollment = 'enrolled' OR (s.enrollment = 'graduated' AND s.graduation_year = r.school_year + 1));
COMMENT ON VIEW indicator.senior IS 'One row per student of grade 12, enrolled or graduated in the school year of the published run.';

CREATE VIEW indicator.senior_standing WITH (security_invoker = true) AS
SELECT s.district_id, s.school_id, f.system,
  count(*) FILTER (WHERE f.status = 'met') AS met,
  count(*) FILTER (WHERE f.status = 'in_progress') AS in_progress,
  count(*) FILTER (WHERE f.one_course_short) AS one_course_short,
  count(*) FILTER (WHERE f.status = 'not_met' AND NOT f.one_course_short) AS further_away,
  count(*) FILTER (WHERE f.status = 'unknown') AS unknown
FROM indicator.senior AS s
JOIN indicator.verdict_fact AS f USING (student_key)
GROUP BY GROUPING SETS ((s.district_id, f.system), (s.district_id, s.school_id, f.system));
COMMENT ON VIEW indicator.senior_standing IS 'One row per place and system: its seniors by standing. A row without school is the district.';
COMMENT ON COLUMN indicator.senior_standing.school_id IS 'The school; empty for the whole district.';
COMMENT ON COLUMN indicator.senior_standing.met IS 'Seniors whose pattern is met.';
COMMENT ON COLUMN indicator.senior_standing.in_progress IS 'Seniors who meet it if they pass every running course.';
COMMENT ON COLUMN indicator.senior_standing.one_course_short IS 'Seniors whom one course would complete.';
COMMENT ON COLUMN indicator.senior_standing.further_away IS 'Seniors who lack more.';
COMMENT ON COLUMN indicator.senior_standing.unknown IS 'Seniors about whom unmatched data decides.';

CREATE VIEW indicator.area_loss WITH (security_invoker = true) AS
WITH lacking AS (
  SELECT s.district_id, s.school_id, f.system, a.area - 1 AS area, f.student_key,
    f.required[a.area] > f.earned[a.area] + f.in_progress[a.area] AS is_lacking
  FROM indicator.senior AS s
  JOIN indicator.verdict_fact AS f USING (student_key)
  CROSS JOIN generate_series(1, 7) AS a (area)
  WHERE f.status IN ('not_met', 'unknown')
), caused AS (
  SELECT l.*, l.is_lacking AND EXISTS (
    SELECT FROM evaluation.verdict_now AS v
    CROSS JOIN LATERAL unnest(v.use_area, v.use_rule) AS u (area, rule_no)
    WHERE v.student_key = l.student_key AND v.system = l.system AND u.area = l.area
      AND u.rule_no = (SELECT rule_no FROM evaluation.rule WHERE rule_id = 'mark.c-or-better')
  ) AS has_deficient_mark
  FROM lacking AS l
)
SELECT district_id, school_id, system, area, count(*) AS seniors,
  count(*) FILTER (WHERE is_lacking) AS lacking,
  count(*) FILTER (WHERE has_deficient_mark) AS deficient_mark
FROM caused
GROUP BY GROUPING SETS ((district_id, system, area), (district_id, school_id, system, area));
COMMENT ON VIEW indicator.area_loss IS 'One row per place, system and subject area: how many seniors lack it even if running courses are passed.';
COMMENT ON COLUMN indicator.area_loss.school_id IS 'The school; empty for the whole district.';
COMMENT ON COLUMN indicator.area_loss.area IS 'Subject area: 0 is A, 6 is G.';
COMMENT ON COLUMN indicator.area_loss.seniors IS 'Seniors of the place who do not meet the pattern, running courses counted as passed.';
COMMENT ON COLUMN indicator.area_loss.lacking IS 'Seniors who lack the area.';
COMMENT ON COLUMN indicator.area_loss.deficient_mark IS 'Of these, seniors with a D or F in the area that nothing repairs; the others never took what is missing.';
