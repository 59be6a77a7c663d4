-- What readers see: the rows of the published run. Every view runs with the rights of the person who asks
-- (security_invoker), so row-level security holds inside it.

-- In PL/pgSQL, as its plans last as long as the session: every statement on a view asks for the run, and a function in SQL would be
-- planned anew each time. What decides permissions resolves its operators whatever search path the caller sets.
CREATE FUNCTION meta.published_run() RETURNS int LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (SELECT p.run_id FROM meta.publication AS p);
END
$$;
COMMENT ON FUNCTION meta.published_run() IS 'The published run; none before the first night.';

CREATE FUNCTION meta.shown_run() RETURNS int LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF coalesce(current_setting('agtrack.run', true), '') = '' THEN
    RETURN (SELECT p.run_id FROM meta.publication AS p);
  END IF;
  RETURN (
    SELECT r.run_id FROM meta.publication AS p JOIN meta.run AS r ON r.run_id <= p.run_id
    WHERE r.run_id::text = current_setting('agtrack.run', true) AND r.state = 'published' AND r.pruned_at IS NULL);
END
$$;
COMMENT ON FUNCTION meta.shown_run() IS 'The run that the views of this session show: the published one, or an earlier one that the session named (agtrack.run); none if that one cannot be read.';

CREATE FUNCTION meta.school_year(day date) RETURNS smallint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (CASE WHEN extract(month FROM day) >= 7 THEN extract(year FROM day) ELSE extract(year FROM day) - 1 END)::smallint
$$;
COMMENT ON FUNCTION meta.school_year(date) IS 'Fall of the school year that a day lies in.';

CREATE VIEW meta.published WITH (security_invoker = true) AS
SELECT run_id, as_of, program, started_at, finished_at, students_evaluated, students_carried_over,
  meta.school_year(as_of) AS school_year
FROM meta.run
WHERE run_id = (SELECT meta.shown_run());
COMMENT ON VIEW meta.published IS 'One row per database: the published run; none before the first night.';
COMMENT ON COLUMN meta.published.school_year IS 'Fall of the school year that as_of lies in; a school year begins on 1 July.';

CREATE VIEW meta.published_file WITH (security_invoker = true) AS
SELECT file, sha256, content_sha256, generation, rows_read, rows_loaded, rows_rejected, rows_unchanged, rows_duplicate
FROM meta.run_file
WHERE run_id = (SELECT meta.shown_run());
COMMENT ON VIEW meta.published_file IS 'One row per file of the published run.';

CREATE VIEW record.school_now WITH (security_invoker = true) AS
SELECT school_id, name, district_id, district_name, kind, ceeb_code
FROM record.school
WHERE generation = (SELECT generation FROM meta.published_file WHERE file = 'schools.csv');
COMMENT ON VIEW record.school_now IS 'One row per institution of the published run.';

CREATE VIEW record.course_now WITH (security_invoker = true) AS
SELECT row_no, school_id, course_id, title, subject_area, discipline, language, length, honors, exam_code, part, course_key,
  grade_levels, first_year, last_year, g_eligible, sections, seats, prerequisites, state_course_code, seats_s1, seats_s2, seats_su
FROM record.course
WHERE generation = (SELECT generation FROM meta.published_file WHERE file = 'courses.csv');
COMMENT ON VIEW record.course_now IS 'One row per institution, course and range of list years of the published run.';

CREATE VIEW record.equivalent_now WITH (security_invoker = true) AS
SELECT row_no, school_id, course_id, same_as_school_id, same_as_course_id
FROM record.equivalent
WHERE generation = (SELECT generation FROM meta.published_file WHERE file = 'equivalents.csv');
COMMENT ON VIEW record.equivalent_now IS 'One row per pair of same courses of the published run.';

CREATE VIEW record.measure_now WITH (security_invoker = true) AS
SELECT row_no, measure_id, number, focus_area, emphasis, name, denominator, kind, direction, unit, leader, goal
FROM record.measure
WHERE generation = (SELECT generation FROM meta.published_file WHERE file = 'measures.csv');
COMMENT ON VIEW record.measure_now IS 'One row per dashboard measure of the published run.';

CREATE VIEW record.measure_value_now WITH (security_invoker = true) AS
SELECT row_no, measure_id, scope_id, student_group, school_year, actual, target, long_term_year, long_term_target
FROM record.measure_value
WHERE generation = (SELECT generation FROM meta.published_file WHERE file = 'measure_values.csv');
COMMENT ON VIEW record.measure_value_now IS 'One row per measure, place, student group and school year of the published run.';

CREATE VIEW record.own_role WITH (security_invoker = true) AS
SELECT staff_id, role, school_id
FROM record.staff
WHERE login = current_user::text
  AND generation = (
    SELECT generation FROM meta.run_file WHERE file = 'staff.csv' AND run_id = (SELECT run_id FROM meta.publication));
COMMENT ON VIEW record.own_role IS 'One row per role that the asking login holds in the published run; the policies read it.';

CREATE VIEW record.student_now WITH (security_invoker = true) AS
SELECT s.student_key, i.student_id, s.from_run, s.digest, s.ssid, s.last_name, s.first_name, s.middle_name, s.birth_date,
  s.gender, s.race_ethnicity, s.english_status, s.low_income, s.disability, s.homeless, s.foster, s.migrant,
  s.school_id, s.district_id, s.grade_level, s.entry_year, s.graduation_year, s.enrollment, s.counselor_id, s.local_groups
FROM record.student AS s
JOIN record.student_identity AS i USING (student_key)
WHERE s.from_run <= (SELECT meta.shown_run())
  AND (s.to_run IS NULL OR s.to_run > (SELECT meta.shown_run()));
COMMENT ON VIEW record.student_now IS 'One row per student of the published run.';

CREATE VIEW record.transcript_now WITH (security_invoker = true) AS
SELECT t.student_key, t.from_run, t.seq, c.school_id, c.course_id, c.course_title, t.school_year, t.term, t.grade_level,
  t.mark, t.credits_attempted, t.credits_earned, t.part, t.in_progress, t.record_id
FROM record.student AS s
JOIN record.transcript AS t USING (student_key, from_run)
JOIN record.course_code AS c USING (course_code)
WHERE s.from_run <= (SELECT meta.shown_run())
  AND (s.to_run IS NULL OR s.to_run > (SELECT meta.shown_run()));
COMMENT ON VIEW record.transcript_now IS 'One row per student and transcript record of the published run.';

CREATE VIEW record.exam_now WITH (security_invoker = true) AS
SELECT e.student_key, e.from_run, e.seq, e.program, e.subject, e.school_year, e.score
FROM record.student AS s
JOIN record.exam AS e USING (student_key, from_run)
WHERE s.from_run <= (SELECT meta.shown_run())
  AND (s.to_run IS NULL OR s.to_run > (SELECT meta.shown_run()));
COMMENT ON VIEW record.exam_now IS 'One row per student and exam of the published run.';

CREATE VIEW record.waiver_now WITH (security_invoker = true) AS
SELECT w.student_key, w.from_run, w.seq, w.subject_area, w.semesters, w.reason, w.granted_by, w.granted_on
FROM record.student AS s
JOIN record.waiver AS w USING (student_key, from_run)
WHERE s.from_run <= (SELECT meta.shown_run())
  AND (s.to_run IS NULL OR s.to_run > (SELECT meta.shown_run()));
COMMENT ON VIEW record.waiver_now IS 'One row per student and waiver of the published run.';

CREATE VIEW record.exam_match_now WITH (security_invoker = true) AS
SELECT m.student_key, m.from_run, m.seq, m.file, m.line, m.rule, m.exams
FROM record.student AS s
JOIN record.exam_match AS m USING (student_key, from_run)
WHERE s.from_run <= (SELECT meta.shown_run())
  AND (s.to_run IS NULL OR s.to_run > (SELECT meta.shown_run()));
COMMENT ON VIEW record.exam_match_now IS 'One row per student and row of an AP datafile matched to the student in the published run.';

CREATE VIEW record.exam_review_now WITH (security_invoker = true) AS
SELECT file, line, outcome, rule, candidates, exams, from_run, seq, candidate_keys
FROM record.exam_review
WHERE from_run <= (SELECT meta.shown_run())
  AND (to_run IS NULL OR to_run > (SELECT meta.shown_run()));
COMMENT ON VIEW record.exam_review_now IS 'One row per row of an AP datafile for which no student was chosen in the published run.';

CREATE VIEW record.district_claim_now WITH (security_invoker = true) AS
SELECT c.student_key, c.from_run, c.school_year, c.met_requirements
FROM record.student AS s
JOIN record.district_claim AS c USING (student_key, from_run)
WHERE s.from_run <= (SELECT meta.shown_run())
  AND (s.to_run IS NULL OR s.to_run > (SELECT meta.shown_run()));
COMMENT ON VIEW record.district_claim_now IS 'One row per student of the published run about whom the district certified something.';

CREATE VIEW record.course_evidence_now WITH (security_invoker = true) AS
SELECT school_id, course_id, seq, first_year, last_year, claimed_areas, claimed_discipline, claimed_language, claimed_length,
  claimed_honors, listed_areas, listed_discipline, listed_language, listed_length, listed_honors, decided_areas,
  decided_discipline, decided_language, decided_length, decided_honors, listed_title, list_distance, rule, decided_by,
  decided_on, reason, digest
FROM record.course_evidence
WHERE from_run <= (SELECT meta.shown_run())
  AND (to_run IS NULL OR to_run > (SELECT meta.shown_run()));
COMMENT ON VIEW record.course_evidence_now IS 'One row per institution, course and range of school years of the published run: what was claimed, listed and decided.';

CREATE VIEW evaluation.verdict_now WITH (security_invoker = true) AS
SELECT v.student_key, v.system, v.from_run, v.record_run, v.edition, v.entering_year, v.all_status, v.area_status, v.digest,
  v.required, v.earned, v.in_progress,
  v.use_source, v.use_seq, v.use_area, v.use_how, v.use_rule, v.use_twelfths, v.use_part, v.use_because,
  v.short_need, v.short_twelfths, v.elective_serves_other, v.search_cut, v.best_missing, v.reason_areas, v.reason_twelfths,
  v.open_area, v.open_seq, v.open_least, v.other_area, v.other_kind, v.other_value
FROM evaluation.verdict AS v
WHERE v.from_run <= (SELECT meta.shown_run())
  AND (v.to_run IS NULL OR v.to_run > (SELECT meta.shown_run()));
COMMENT ON VIEW evaluation.verdict_now IS 'One row per student and system of the published run.';

CREATE VIEW evaluation.area_now WITH (security_invoker = true) AS
SELECT v.student_key, v.system, v.edition, a.area, chr(64 + a.area) AS subject_area,
  v.required[a.area] AS required, v.earned[a.area] AS earned, v.in_progress[a.area] AS in_progress,
  CASE substr(v.area_status, a.area, 1)
    WHEN 'M' THEN 'met' WHEN 'I' THEN 'in_progress' WHEN 'N' THEN 'not_met' ELSE 'unknown'
  END AS status
FROM evaluation.verdict_now AS v
CROSS JOIN generate_series(1, 7) AS a (area);
COMMENT ON VIEW evaluation.area_now IS 'One row per student, system and subject area of the published run.';
COMMENT ON COLUMN evaluation.area_now.area IS 'Number of the subject area: 1 is A, 7 is G.';
COMMENT ON COLUMN evaluation.area_now.subject_area IS 'Subject area A..G.';
COMMENT ON COLUMN evaluation.area_now.required IS 'Required, in twelfths of a year.';
COMMENT ON COLUMN evaluation.area_now.earned IS 'Earned, in twelfths of a year, never more than required.';
COMMENT ON COLUMN evaluation.area_now.in_progress IS 'What courses running now would add to earned, in twelfths of a year.';
COMMENT ON COLUMN evaluation.area_now.status IS 'met, in_progress, not_met or unknown.';

CREATE VIEW evaluation.use_now WITH (security_invoker = true) AS
SELECT v.student_key, v.system, v.record_run, u.use_no,
  CASE u.source WHEN 0 THEN 'transcript' WHEN 1 THEN 'exam' ELSE 'waiver' END AS source,
  u.seq, CASE WHEN u.area >= 0 THEN chr(65 + u.area) END AS subject_area, k.how, r.rule_id, u.twelfths,
  nullif(u.part, 0) AS part, nullif(u.because, 0) AS because
FROM evaluation.verdict_now AS v
CROSS JOIN LATERAL unnest(v.use_source, v.use_seq, v.use_area, v.use_how, v.use_rule, v.use_twelfths, v.use_part, v.use_because)
  WITH ORDINALITY AS u (source, seq, area, how_no, rule_no, twelfths, part, because, use_no)
JOIN evaluation.use_kind AS k USING (how_no)
LEFT JOIN evaluation.rule AS r USING (rule_no);
COMMENT ON VIEW evaluation.use_now IS 'One row per student, system and use of a record in the published run.';
COMMENT ON COLUMN evaluation.use_now.use_no IS 'Order of the uses inside the verdict, from 1.';
COMMENT ON COLUMN evaluation.use_now.source IS 'Table of the record: transcript, exam or waiver.';
COMMENT ON COLUMN evaluation.use_now.seq IS 'seq of the record in that table.';
COMMENT ON COLUMN evaluation.use_now.subject_area IS 'Subject area that the use fills; empty = none.';
COMMENT ON COLUMN evaluation.use_now.twelfths IS 'Amount in twelfths of a year.';
COMMENT ON COLUMN evaluation.use_now.part IS 'Half of a yearlong course, 1 or 2; empty = both or none.';
COMMENT ON COLUMN evaluation.use_now.because IS 'seq of the transcript record that validates.';

CREATE VIEW record.staff_login WITH (security_invoker = true) AS
SELECT DISTINCT s.login
FROM record.staff AS s
LEFT JOIN pg_roles AS r ON r.rolname = s.login
WHERE s.generation = (
    SELECT generation FROM meta.run_file WHERE file = 'staff.csv' AND run_id = (SELECT run_id FROM meta.publication))
  AND s.login IS NOT NULL AND s.login NOT LIKE 'pg\_%' AND octet_length(s.login) < 64
  AND NOT coalesce(r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolreplication, false);
COMMENT ON VIEW record.staff_login IS 'One row per login of the staff list that can be a staff role: none that stands above row-level security.';

CREATE VIEW record.reject_now WITH (security_invoker = true) AS
SELECT (SELECT meta.shown_run()) AS run_id, file, line, column_name, code, value, message, seq
FROM record.reject
WHERE run_id = (SELECT coalesce(quality_run, run_id) FROM meta.run WHERE run_id = (SELECT meta.shown_run()));
COMMENT ON VIEW record.reject_now IS 'One row per reject of the published run.';

CREATE VIEW record.finding_count WITH (security_invoker = true) AS
SELECT code, sum(occurrences)::bigint AS occurrences
FROM record.finding
WHERE run_id = (SELECT coalesce(quality_run, run_id) FROM meta.run WHERE run_id = (SELECT meta.shown_run()))
GROUP BY code;
COMMENT ON VIEW record.finding_count IS 'One row per finding code of the published run.';
