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
    TRUNCATE record.student_identity, record.student, record.transcript, record.exam, record.waiver, record.reject, record.finding,
      record.school, record.course, record.equivalent, record.staff, record.measure, record.measure_value,
      record.course_code, record.course_evidence, record.exam_match, record.exam_review, record.district_claim,
      evaluation.verdict, meta.run_file, meta.run_edition, meta.run_stage;
  ELSE
    DELETE FROM record.transcript WHERE from_run > published;
    DELETE FROM record.exam WHERE from_run > published;
    DELETE FROM record.waiver WHERE from_run > published;
    DELETE FROM record.exam_match WHERE from_run > published;
    DELETE FROM record.district_claim WHERE from_run > published;
    DELETE FROM record.student WHERE from_run > published;
    DELETE FROM evaluation.verdict WHERE from_run > published;
    UPDATE record.student SET to_run = NULL WHERE to_run > published;
    UPDATE evaluation.verdict SET to_run = NULL WHERE to_run > published;
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
    DELETE FROM meta.run_stage WHERE run_id > published;
  END IF;
  PERFORM meta.restore_keys();
END
$$;
COMMENT ON FUNCTION meta.remove_unpublished() IS 'Removes every trace of runs after the published one from the tables that readers see.';

CREATE FUNCTION meta.begin_run(as_of date, program text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  number int;
BEGIN
  IF EXISTS (SELECT FROM meta.run WHERE state = 'running') THEN
    PERFORM meta.remove_unpublished();
    UPDATE meta.run SET state = 'abandoned' WHERE state = 'running';
  END IF;
  INSERT INTO meta.run (run_id, as_of, state, program)
  SELECT coalesce(max(r.run_id), 0) + 1, begin_run.as_of, 'running', begin_run.program FROM meta.run AS r
  RETURNING run_id INTO number;
  RETURN number;
END
$$;
COMMENT ON FUNCTION meta.begin_run(date, text) IS 'Clears away runs that died, begins a run and returns its number. The caller holds the lock of the night.';

CREATE FUNCTION meta.publish_run(number int, evaluated int, carried_over int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE meta.run
  SET state = 'published', finished_at = now(), students_evaluated = evaluated, students_carried_over = carried_over
  WHERE run_id = number AND state = 'running';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'run % is not running', number;
  END IF;
  PERFORM meta.restore_keys();
  UPDATE meta.publication SET run_id = number;
END
$$;
COMMENT ON FUNCTION meta.publish_run(int, int, int) IS 'Makes a run the one that readers see.';

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
