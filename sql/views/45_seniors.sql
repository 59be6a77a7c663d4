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
  SELECT l.*, c.has_deficient_mark, c.has_other_record
  FROM lacking AS l
  CROSS JOIN LATERAL (
    SELECT coalesce(bool_or(r.rule_id = 'mark.c-or-better' AND u.area = l.area), false) AS has_deficient_mark,
      -- A record that no list knows may be what is lacking, whatever its area.
      coalesce(bool_or(r.rule_id = 'list.unmatched' OR u.area = l.area AND r.rule_id IN (
        'mark.no-credit', 'mark.pass-window', 'credit.none', 'b.eld-most', 'b.eld-before-grade-12')), false)
        AS has_other_record
    FROM evaluation.verdict_now AS v
    CROSS JOIN LATERAL unnest(v.use_area, v.use_rule, v.use_twelfths) AS u (area, rule_no, twelfths)
    JOIN evaluation.rule AS r USING (rule_no)
    WHERE l.is_lacking AND v.student_key = l.student_key AND v.system = l.system AND u.twelfths = 0
  ) AS c
)
SELECT district_id, school_id, system, area, count(*) AS seniors,
  count(*) FILTER (WHERE is_lacking) AS lacking,
  count(*) FILTER (WHERE is_lacking AND has_deficient_mark) AS deficient_mark,
  count(*) FILTER (WHERE is_lacking AND NOT has_deficient_mark AND NOT has_other_record) AS never_taken
FROM caused
GROUP BY GROUPING SETS ((district_id, system, area), (district_id, school_id, system, area));
COMMENT ON VIEW indicator.area_loss IS 'One row per place, system and subject area: how many seniors lack it even if running courses are passed.';
COMMENT ON COLUMN indicator.area_loss.school_id IS 'The school; empty for the whole district.';
COMMENT ON COLUMN indicator.area_loss.area IS 'Subject area: 0 is A, 6 is G.';
COMMENT ON COLUMN indicator.area_loss.seniors IS 'Seniors of the place who do not meet the pattern, running courses counted as passed.';
COMMENT ON COLUMN indicator.area_loss.lacking IS 'Seniors who lack the area.';
COMMENT ON COLUMN indicator.area_loss.deficient_mark IS 'Of these, seniors with a D or F in the area that nothing repairs.';
COMMENT ON COLUMN indicator.area_loss.never_taken IS 'Of those who lack the area, seniors without any record that might have filled it. The rest have one that earned no credit (I, W, NP, P outside the window, ELD beyond its limit) or that no list knows.';
