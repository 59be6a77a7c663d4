-- In which ways the seniors of each place miss a pattern, and when that could have been seen: for the case studies of a release.

CREATE VIEW indicator.missed_area WITH (security_invoker = true) AS
SELECT s.district_id, s.school_id, s.student_key, v.system, a.area, f.first_term IS NOT NULL AS has_deficient_mark,
  -- Without such a mark: the spring before the last year in which what is missing still had its place.
  coalesce(f.first_term,
    (12 - (v.required[a.area] - v.earned[a.area] - v.in_progress[a.area] + 11) / 12) * 10 + 2)::smallint AS could_be_seen
FROM indicator.senior AS s
JOIN evaluation.verdict_now AS v USING (student_key)
CROSS JOIN generate_series(1, 7) AS a (area)
CROSS JOIN LATERAL (
  SELECT min(t.grade_level * 10 + CASE
      WHEN t.term IN ('S1', 'T1', 'Q1', 'Q2') THEN 1 WHEN t.term = 'SU' THEN 3 ELSE 2 END) AS first_term
  FROM unnest(v.use_source, v.use_seq, v.use_area, v.use_rule, v.use_twelfths) AS u (source, seq, area, rule_no, twelfths)
  JOIN evaluation.rule AS r ON r.rule_no = u.rule_no AND r.rule_id = 'mark.c-or-better'
  JOIN record.transcript_now AS t ON t.student_key = v.student_key AND t.seq = u.seq
  WHERE u.source = 0 AND u.twelfths = 0 AND u.area = a.area - 1
) AS f
WHERE v.all_status = 'not_met' AND v.required[a.area] > v.earned[a.area] + v.in_progress[a.area];
COMMENT ON VIEW indicator.missed_area IS 'One row per senior, system and subject area that the senior lacks even if running courses are passed.';
COMMENT ON COLUMN indicator.missed_area.area IS 'Subject area: 1 is A, 7 is G.';
COMMENT ON COLUMN indicator.missed_area.has_deficient_mark IS 'Whether a D or F in the area stands that nothing repairs.';
COMMENT ON COLUMN indicator.missed_area.could_be_seen IS 'Grade level times 10, plus 1 for its fall, 2 for its spring, 3 for its summer: the first such mark, else the spring before the last year in which what is missing still had its place.';

CREATE VIEW indicator.missed_way WITH (security_invoker = true) AS
WITH way_of AS (
  SELECT district_id, school_id, student_key, system, min(could_be_seen) AS could_be_seen,
    string_agg(chr(64 + area) || CASE WHEN has_deficient_mark THEN '-' ELSE '' END, ' ' ORDER BY area) AS way
  FROM indicator.missed_area
  GROUP BY district_id, school_id, student_key, system
)
SELECT district_id, school_id, system, way, count(*) AS students,
  mode() WITHIN GROUP (ORDER BY could_be_seen) AS could_be_seen
FROM way_of
GROUP BY GROUPING SETS ((district_id, system, way), (district_id, school_id, system, way));
COMMENT ON VIEW indicator.missed_way IS 'One row per place, system and way in which its seniors miss the pattern. A row without school is the district.';
COMMENT ON COLUMN indicator.missed_way.school_id IS 'The school; empty for the whole district.';
COMMENT ON COLUMN indicator.missed_way.way IS 'The subject areas that are lacking, in order; - behind one in which a D or F stands that nothing repairs: C- E.';
COMMENT ON COLUMN indicator.missed_way.students IS 'Seniors who miss it in this way; each has one way for each system.';
COMMENT ON COLUMN indicator.missed_way.could_be_seen IS 'When it could first have been seen, for most of them (indicator.missed_area).';
