-- A night over the same inputs as the published run: what little it writes.

CREATE FUNCTION record.waiver_begins(run int, day date, other date) RETURNS bool LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM record.waiver AS w
    JOIN record.students_in(run) AS s USING (student_key, from_run)
    WHERE w.granted_on > least(day, other) AND w.granted_on <= greatest(day, other))
$$;
COMMENT ON FUNCTION record.waiver_begins(int, date, date) IS 'Whether a waiver of a run holds on one of two days and not on the other.';

CREATE FUNCTION meta.carry_run(number int, previous int) RETURNS void LANGUAGE sql AS $$
  INSERT INTO meta.run_file
  SELECT number, file, sha256, content_sha256, CASE WHEN generation = previous AND file IN ('students.csv', 'transcripts.csv')
    THEN number ELSE generation END, rows_read, rows_loaded, rows_rejected, rows_loaded, rows_duplicate
  FROM meta.run_file WHERE run_id = previous;
  INSERT INTO meta.run_edition
  SELECT number, edition_id, sha256, last_entering_year FROM meta.run_edition WHERE run_id = previous;
  INSERT INTO meta.run_finding SELECT number, code, occurrences FROM meta.run_finding WHERE run_id = previous;
  INSERT INTO indicator.class_count
  SELECT number, school_id, graduation_year, students, finishing, met, hopeful FROM indicator.class_count WHERE run_id = previous;
  UPDATE meta.run AS r
  SET quality_run = coalesce(p.quality_run, p.run_id), settings_sha256 = p.settings_sha256, inputs_sha256 = p.inputs_sha256,
    next_reading = p.next_reading
  FROM meta.run AS p WHERE r.run_id = number AND p.run_id = previous
$$;
COMMENT ON FUNCTION meta.carry_run(int, int) IS 'Gives a run everything that the published run says about itself: files, editions, findings, classes. Student rows need nothing, as they hold until they are ended.';
