-- Finding one student. Each function is one simple SELECT, so that the server puts it into the caller's plan and its indexes are used.

CREATE FUNCTION record.students_with_id(wanted text) RETURNS SETOF record.student_now LANGUAGE sql STABLE AS $$
  SELECT * FROM record.student_now WHERE student_id = wanted
$$;
COMMENT ON FUNCTION record.students_with_id(text) IS 'The student of the published run with this student_id.';

CREATE FUNCTION record.students_with_ssid(wanted text) RETURNS SETOF record.student_now LANGUAGE sql STABLE AS $$
  SELECT * FROM record.student_now WHERE ssid = wanted
$$;
COMMENT ON FUNCTION record.students_with_ssid(text) IS 'The students of the published run with this statewide id.';

CREATE FUNCTION record.students_named(wanted text) RETURNS SETOF record.student_now LANGUAGE sql STABLE AS $$
  SELECT * FROM record.student_now
  WHERE lower(first_name || ' ' || last_name) = lower(wanted) OR lower(last_name || ', ' || first_name) = lower(wanted)
$$;
COMMENT ON FUNCTION record.students_named(text) IS 'Students of the published run by full name, "First Last" or "Last, First", without case.';

CREATE FUNCTION record.students_named_like(pattern text) RETURNS SETOF record.student_now LANGUAGE sql STABLE AS $$
  SELECT * FROM record.student_now
  WHERE lower(first_name || ' ' || last_name) LIKE lower(pattern) OR lower(last_name || ', ' || first_name) LIKE lower(pattern)
$$;
COMMENT ON FUNCTION record.students_named_like(text) IS 'Students of the published run whose name fits a LIKE pattern, "First Last" or "Last, First", without case.';
