-- Reading many students: the caller holds the versions in the order it wants (record.student_order) and asks for some hundred at a
-- time, so that memory stays small and every row is found by primary key. `place` is the position in the arrays, from 1.

CREATE VIEW record.student_order WITH (security_invoker = true) AS
SELECT student_key, from_run, student_id FROM record.student_now;
COMMENT ON VIEW record.student_order IS 'One row per student of the published run: the version to read.';

CREATE FUNCTION record.students_of(keys bigint[], runs int[]) RETURNS TABLE (
  place bigint, student_id text, ssid text, last_name text, first_name text, middle_name text, birth_date date, gender text,
  race_ethnicity text, english_status text, low_income bool, disability bool, homeless bool, foster bool, migrant bool,
  school_id text, district_id text, grade_level smallint, entry_year smallint, graduation_year smallint, enrollment text,
  counselor_id text, local_groups text
) LANGUAGE sql STABLE AS $$
  SELECT k.place, i.student_id, s.ssid, s.last_name, s.first_name, s.middle_name, s.birth_date, s.gender,
    s.race_ethnicity, s.english_status, s.low_income, s.disability, s.homeless, s.foster, s.migrant,
    s.school_id, s.district_id, s.grade_level, s.entry_year, s.graduation_year, s.enrollment, s.counselor_id, s.local_groups
  FROM unnest(keys, runs) WITH ORDINALITY AS k (student_key, from_run, place)
  JOIN record.student AS s USING (student_key, from_run)
  JOIN record.student_identity AS i USING (student_key)
  ORDER BY k.place
$$;
COMMENT ON FUNCTION record.students_of(bigint[], int[]) IS 'The students of these versions.';

CREATE FUNCTION record.transcripts_of(keys bigint[], runs int[]) RETURNS TABLE (
  place bigint, seq smallint, course_code int, school_year smallint, term text, grade_level smallint, mark text,
  credits_attempted int, credits_earned int, part smallint, in_progress bool, record_id text
) LANGUAGE sql STABLE AS $$
  SELECT k.place, t.seq, t.course_code, t.school_year, t.term, t.grade_level, t.mark, t.credits_attempted, t.credits_earned,
    t.part, t.in_progress, t.record_id
  FROM unnest(keys, runs) WITH ORDINALITY AS k (student_key, from_run, place)
  JOIN record.transcript AS t USING (student_key, from_run)
  ORDER BY k.place, t.seq
$$;
COMMENT ON FUNCTION record.transcripts_of(bigint[], int[]) IS 'The transcript records of these versions.';

CREATE FUNCTION record.exams_of(keys bigint[], runs int[]) RETURNS TABLE (
  place bigint, seq smallint, program text, subject text, school_year smallint, score int
) LANGUAGE sql STABLE AS $$
  SELECT k.place, e.seq, e.program, e.subject, e.school_year, e.score
  FROM unnest(keys, runs) WITH ORDINALITY AS k (student_key, from_run, place)
  JOIN record.exam AS e USING (student_key, from_run)
  ORDER BY k.place, e.seq
$$;
COMMENT ON FUNCTION record.exams_of(bigint[], int[]) IS 'The exams of these versions.';

CREATE FUNCTION record.waivers_of(keys bigint[], runs int[]) RETURNS TABLE (
  place bigint, seq smallint, subject_area text, semesters int, reason text, granted_by text, granted_on date
) LANGUAGE sql STABLE AS $$
  SELECT k.place, w.seq, w.subject_area, w.semesters, w.reason, w.granted_by, w.granted_on
  FROM unnest(keys, runs) WITH ORDINALITY AS k (student_key, from_run, place)
  JOIN record.waiver AS w USING (student_key, from_run)
  ORDER BY k.place, w.seq
$$;
COMMENT ON FUNCTION record.waivers_of(bigint[], int[]) IS 'The waivers of these versions.';

CREATE FUNCTION evaluation.verdicts_of(keys bigint[]) RETURNS TABLE (
  place bigint, system text, edition text, entering_year smallint, all_status text, area_status text, digest bytea,
  required smallint[], earned smallint[], in_progress smallint[], from_run int, record_run int,
  short_need smallint[], short_twelfths smallint[], elective_serves_other bool, search_cut bool, best_missing smallint[],
  reason_areas smallint[], reason_twelfths smallint[], open_area smallint[], open_seq smallint[], open_least smallint[],
  other_area smallint[], other_kind smallint[], other_value smallint[]
) LANGUAGE sql STABLE AS $$
  SELECT k.place, v.system, v.edition, v.entering_year, v.all_status, v.area_status, v.digest,
    v.required, v.earned, v.in_progress, v.from_run, v.record_run,
    v.short_need, v.short_twelfths, v.elective_serves_other, v.search_cut, v.best_missing,
    v.reason_areas, v.reason_twelfths, v.open_area, v.open_seq, v.open_least,
    v.other_area, v.other_kind, v.other_value
  FROM unnest(keys) WITH ORDINALITY AS k (student_key, place)
  JOIN evaluation.verdict_now AS v USING (student_key)
  ORDER BY k.place, v.system
$$;
COMMENT ON FUNCTION evaluation.verdicts_of(bigint[]) IS 'The verdicts of these students in the published run without their uses, csu before uc.';

CREATE FUNCTION evaluation.verdicts_with_uses_of(keys bigint[]) RETURNS TABLE (
  place bigint, system text, edition text, entering_year smallint, all_status text, area_status text, digest bytea,
  required smallint[], earned smallint[], in_progress smallint[], from_run int, record_run int,
  short_need smallint[], short_twelfths smallint[], elective_serves_other bool, search_cut bool, best_missing smallint[],
  reason_areas smallint[], reason_twelfths smallint[], open_area smallint[], open_seq smallint[], open_least smallint[],
  other_area smallint[], other_kind smallint[], other_value smallint[],
  use_source smallint[], use_seq smallint[], use_area smallint[], use_how smallint[], use_rule smallint[],
  use_twelfths smallint[], use_part smallint[], use_because smallint[]
) LANGUAGE sql STABLE AS $$
  SELECT k.place, v.system, v.edition, v.entering_year, v.all_status, v.area_status, v.digest,
    v.required, v.earned, v.in_progress, v.from_run, v.record_run,
    v.short_need, v.short_twelfths, v.elective_serves_other, v.search_cut, v.best_missing,
    v.reason_areas, v.reason_twelfths, v.open_area, v.open_seq, v.open_least,
    v.other_area, v.other_kind, v.other_value,
    v.use_source, v.use_seq, v.use_area, v.use_how, v.use_rule, v.use_twelfths, v.use_part, v.use_because
  FROM unnest(keys) WITH ORDINALITY AS k (student_key, place)
  JOIN evaluation.verdict_now AS v USING (student_key)
  ORDER BY k.place, v.system
$$;
COMMENT ON FUNCTION evaluation.verdicts_with_uses_of(bigint[]) IS 'The verdicts of these students in the published run with their uses, csu before uc.';

CREATE FUNCTION record.partner_courses(schools text[]) RETURNS TABLE (school_id text, course_id text, course_key text) LANGUAGE sql STABLE AS $$
  SELECT c.school_id, c.course_id, c.course_key
  FROM (
    SELECT school_id, course_id FROM record.equivalent_now
    UNION SELECT same_as_school_id, same_as_course_id FROM record.equivalent_now
  ) AS n
  JOIN record.course_now AS c USING (school_id, course_id)
  WHERE n.school_id <> ALL (schools)
  ORDER BY c.row_no
$$;
COMMENT ON FUNCTION record.partner_courses(text[]) IS 'The courses at other institutions than these that equivalents name: with them the same courses are found among those of these institutions alone.';

CREATE VIEW record.known_student WITH (security_invoker = true) AS
SELECT i.student_id, i.student_key, s.from_run, s.digest, c.digest AS csu_digest, u.digest AS uc_digest
FROM record.student_identity AS i
LEFT JOIN record.student AS s ON s.student_key = i.student_key
  AND s.from_run <= (SELECT meta.shown_run())
  AND (s.to_run IS NULL OR s.to_run > (SELECT meta.shown_run()))
LEFT JOIN evaluation.verdict_now AS c ON c.student_key = i.student_key AND c.system = 'csu'
LEFT JOIN evaluation.verdict_now AS u ON u.student_key = i.student_key AND u.system = 'uc';
COMMENT ON VIEW record.known_student IS 'One row per student ever seen, with what the published run knows, for the night to compare with.';
COMMENT ON COLUMN record.known_student.from_run IS 'Version that holds in the published run; empty if the student is not in it.';
COMMENT ON COLUMN record.known_student.digest IS 'Digest of that version.';
COMMENT ON COLUMN record.known_student.csu_digest IS 'Digest of the CSU verdict.';
COMMENT ON COLUMN record.known_student.uc_digest IS 'Digest of the UC verdict.';
