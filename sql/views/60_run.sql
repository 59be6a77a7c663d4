-- Steps of a run that must be whole or not at all. Each is called in a transaction of its own.

CREATE FUNCTION meta.suspend_keys() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT run_id FROM meta.publication) IS NULL AND NOT EXISTS (SELECT FROM record.transcript) THEN
    ALTER TABLE record.transcript DROP CONSTRAINT IF EXISTS transcript_pkey;
  END IF;
END
$$;
COMMENT ON FUNCTION meta.suspend_keys() IS 'Before the first load: takes the key off the empty transcript table, as building it once afterwards costs a third of keeping it row by row.';

CREATE FUNCTION meta.restore_keys() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'record.transcript'::regclass AND contype = 'p') THEN
    ALTER TABLE record.transcript ADD CONSTRAINT transcript_pkey PRIMARY KEY (student_key, from_run, seq);
  END IF;
END
$$;
COMMENT ON FUNCTION meta.restore_keys() IS 'Puts back what suspend_keys took; does nothing where the key stands.';

CREATE FUNCTION meta.remove_unpublished() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  published int := (SELECT run_id FROM meta.publication);
BEGIN
  IF published IS NULL THEN
    TRUNCATE record.student_identity, record.student, record.student_assignment, record.transcript, record.exam, record.waiver, record.reject, record.finding,
      record.school, record.course, record.equivalent, record.staff, record.measure, record.measure_value,
      record.course_code, record.course_evidence, record.exam_match, record.exam_review, record.district_claim,
      record.check_student, evaluation.verdict, evaluation.counsel, evaluation.change, indicator.class_count,
      indicator.measure_count, meta.run_file, meta.run_edition, meta.run_stage, meta.run_finding;
  ELSE
    DELETE FROM record.transcript WHERE from_run > published;
    DELETE FROM record.exam WHERE from_run > published;
    DELETE FROM record.waiver WHERE from_run > published;
    DELETE FROM record.exam_match WHERE from_run > published;
    DELETE FROM record.district_claim WHERE from_run > published;
    DELETE FROM record.student WHERE from_run > published;
    DELETE FROM record.student_assignment WHERE from_run > published;
    DELETE FROM evaluation.verdict WHERE from_run > published;
    DELETE FROM evaluation.change WHERE run_id > published;
    DELETE FROM evaluation.counsel WHERE from_run > published;
    DELETE FROM record.check_student WHERE from_run > published;
    DELETE FROM indicator.class_count WHERE run_id > published;
    DELETE FROM indicator.measure_count WHERE from_run > published;
    UPDATE indicator.measure_count SET to_run = NULL WHERE to_run > published;
    UPDATE record.student SET to_run = NULL WHERE to_run > published;
    UPDATE record.student_assignment SET to_run = NULL WHERE to_run > published;
    UPDATE record.check_student SET to_run = NULL WHERE to_run > published;
    UPDATE evaluation.verdict SET to_run = NULL WHERE to_run > published;
    UPDATE evaluation.counsel SET to_run = NULL WHERE to_run > published;
    DELETE FROM record.course_evidence WHERE from_run > published;
    UPDATE record.course_evidence SET to_run = NULL WHERE to_run > published;
    DELETE FROM record.exam_review WHERE from_run > published;
    UPDATE record.exam_review SET to_run = NULL WHERE to_run > published;
    DELETE FROM record.student_identity AS i
      WHERE NOT EXISTS (SELECT FROM record.student AS s WHERE s.student_key = i.student_key);
    DELETE FROM record.reject WHERE run_id > published;
    DELETE FROM record.finding WHERE run_id > published;
    DELETE FROM record.school WHERE generation > published;
    DELETE FROM record.course WHERE generation > published;
    DELETE FROM record.equivalent WHERE generation > published;
    DELETE FROM record.staff WHERE generation > published;
    DELETE FROM record.measure WHERE generation > published;
    DELETE FROM record.measure_value WHERE generation > published;
    DELETE FROM meta.run_file WHERE run_id > published;
    DELETE FROM meta.run_edition WHERE run_id > published;
    DELETE FROM meta.run_finding WHERE run_id > published;
    DELETE FROM meta.run_stage WHERE run_id > published;
  END IF;
  -- Why a run was held back is still worth knowing when it is gone; what a run that never ended has found is not.
  DELETE FROM meta.run_check AS c USING meta.run AS r
    WHERE r.run_id = c.run_id AND c.run_id > coalesce(published, 0) AND r.state NOT IN ('loaded', 'superseded');
  DELETE FROM record.check_finding AS c USING meta.run AS r
    WHERE r.run_id = c.run_id AND c.run_id > coalesce(published, 0) AND r.state NOT IN ('loaded', 'superseded');
  PERFORM meta.restore_keys();
END
$$;
COMMENT ON FUNCTION meta.remove_unpublished() IS 'Removes every trace of runs after the published one from the tables that readers see.';

CREATE FUNCTION meta.begin_run(as_of date, program text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  number int;
BEGIN
  IF EXISTS (SELECT FROM meta.run WHERE state IN ('running', 'loaded')) THEN
    PERFORM meta.remove_unpublished();
    UPDATE meta.run SET state = CASE state WHEN 'loaded' THEN 'superseded' ELSE 'abandoned' END
    WHERE state IN ('running', 'loaded');
  END IF;
  INSERT INTO meta.run (run_id, as_of, state, program)
  SELECT coalesce(max(r.run_id), 0) + 1, begin_run.as_of, 'running', begin_run.program FROM meta.run AS r
  RETURNING run_id INTO number;
  RETURN number;
END
$$;
COMMENT ON FUNCTION meta.begin_run(date, text) IS 'Clears away runs that died or were held back, begins a run and returns its number. The caller holds the lock of the night.';

CREATE FUNCTION record.take_assignments(run int) RETURNS void LANGUAGE sql AS $$
  UPDATE record.student_assignment AS a SET to_run = run
  WHERE a.to_run IS NULL AND a.from_run < run
    AND a.student_key IN (SELECT s.student_key FROM record.student AS s WHERE s.from_run = run OR s.to_run = run)
    AND NOT EXISTS (
      SELECT FROM record.student AS s
      WHERE s.student_key = a.student_key AND s.to_run IS NULL AND s.school_id = a.school_id
        AND s.district_id IS NOT DISTINCT FROM a.district_id AND s.counselor_id IS NOT DISTINCT FROM a.counselor_id);
  INSERT INTO record.student_assignment (student_key, from_run, school_id, district_id, counselor_id)
  SELECT s.student_key, run, s.school_id, s.district_id, s.counselor_id
  FROM record.student AS s
  WHERE s.from_run = run
    AND NOT EXISTS (SELECT FROM record.student_assignment AS a WHERE a.student_key = s.student_key AND a.to_run IS NULL)
$$;
COMMENT ON FUNCTION record.take_assignments(int) IS 'Brings record.student_assignment to the versions of students that a run wrote or ended; what stays the same is not written.';

CREATE FUNCTION meta.publish_run(number int, evaluated int, carried_over int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE meta.run
  SET state = 'published', finished_at = now(), students_evaluated = evaluated, students_carried_over = carried_over,
    published_at = now(), published_by = session_user
  WHERE run_id = number AND state = 'running';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'run % is not running', number;
  END IF;
  -- A run that was carried over has written no student.
  IF (SELECT quality_run FROM meta.run WHERE run_id = number) IS NULL THEN
    PERFORM record.take_assignments(number);
  END IF;
  PERFORM meta.restore_keys();
  UPDATE meta.publication SET run_id = number;
END
$$;
COMMENT ON FUNCTION meta.publish_run(int, int, int) IS 'Makes a run the one that readers see.';

CREATE FUNCTION meta.hold_run(number int, evaluated int, carried_over int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE meta.run
  SET state = 'loaded', finished_at = now(), students_evaluated = evaluated, students_carried_over = carried_over
  WHERE run_id = number AND state = 'running';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'run % is not running', number;
  END IF;
  -- A run that was carried over has written no student.
  IF (SELECT quality_run FROM meta.run WHERE run_id = number) IS NULL THEN
    PERFORM record.take_assignments(number);
  END IF;
END
$$;
COMMENT ON FUNCTION meta.hold_run(int, int, int) IS 'Ends a run that is loaded and whole without publishing it: a person decides, or the next night supersedes it.';

CREATE FUNCTION meta.publish_held_run(number int, account text, reason text) RETURNS bool LANGUAGE plpgsql AS $$
BEGIN
  UPDATE meta.run
  SET state = 'published', published_at = now(), published_by = session_user, published_account = account,
    publish_reason = reason
  WHERE run_id = number AND state = 'loaded';
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  UPDATE meta.publication SET run_id = number;
  RETURN true;
END
$$;
COMMENT ON FUNCTION meta.publish_held_run(int, text, text) IS 'Makes a held run the one that readers see, and keeps who decided so; false if it is not held. The caller holds the lock of the night.';

CREATE FUNCTION meta.end_run(number int, outcome text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM meta.remove_unpublished();
  UPDATE meta.run SET state = outcome, finished_at = now() WHERE run_id = number AND state = 'running';
END
$$;
COMMENT ON FUNCTION meta.end_run(int, text) IS 'Ends a run that is not published, as refused or failed, and removes what it wrote.';

CREATE FUNCTION evaluation.status_counts(run int) RETURNS TABLE (system text, all_status text, students bigint)
LANGUAGE sql STABLE AS $$
  SELECT v.system, v.all_status, count(*)
  FROM evaluation.verdict AS v
  WHERE v.from_run <= run AND (v.to_run IS NULL OR v.to_run > run)
  GROUP BY v.system, v.all_status
  ORDER BY v.system, v.all_status
$$;
COMMENT ON FUNCTION evaluation.status_counts(int) IS 'Pattern verdicts of a run, published or not, by system and status.';
