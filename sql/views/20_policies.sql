-- Who may see which rows. ENABLE and FORCE stand with the tables in sql/migrations; a table without a policy shows nothing.
-- The owner acts as the data engineer: its policy is a constant, so plans are not hurt. Everyone else is looked up as staff by the
-- database login, in the published run only: neither rows of a run that is not published nor students who have moved on to another
-- counselor or school are seen.

-- What the asking login is responsible for is asked of functions: their plans last as long as the session, where a subquery in a policy is
-- planned again for every table of every statement, which took longer than the rest of a look-up. They run with the rights of the
-- caller, and the caller's search path does not reach them.
CREATE FUNCTION record.own_staff() RETURNS text[] LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN ARRAY(SELECT r.staff_id FROM record.own_role AS r WHERE r.role = 'counselor');
END
$$;
COMMENT ON FUNCTION record.own_staff() IS 'The staff_ids as which the asking login is a counselor.';

CREATE FUNCTION record.own_schools() RETURNS text[] LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN ARRAY(SELECT r.school_id FROM record.own_role AS r WHERE r.role = 'school_admin');
END
$$;
COMMENT ON FUNCTION record.own_schools() IS 'The schools that the asking login administers.';

CREATE FUNCTION record.own_districts() RETURNS text[] LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN ARRAY(
    SELECT s.district_id FROM record.own_role AS r JOIN record.schools_in(meta.published_run()) AS s USING (school_id)
    WHERE r.role = 'district_analyst');
END
$$;
COMMENT ON FUNCTION record.own_districts() IS 'The districts of the schools that the asking login analyses.';

CREATE FUNCTION record.sees_every_student() RETURNS bool LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM record.own_role AS r
    WHERE r.role = 'data_engineer' OR (r.role = 'district_analyst' AND r.school_id IS NULL));
END
$$;
COMMENT ON FUNCTION record.sees_every_student() IS 'Whether the asking login holds a role whose policy shows every student of the published run.';

CREATE POLICY engineer ON record.student_identity TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY engineer ON record.student TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY engineer ON record.student_assignment TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY engineer ON record.transcript TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY engineer ON record.exam TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY engineer ON record.waiver TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY engineer ON record.exam_match TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY engineer ON record.exam_review TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY engineer ON record.district_claim TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY engineer ON record.reject TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY engineer ON record.finding TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY engineer ON record.staff TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY engineer ON evaluation.verdict TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY engineer ON evaluation.change TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY engineer ON evaluation.counsel TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY engineer ON record.check_finding TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY engineer ON record.check_student TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY engineer ON indicator.class_count TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY engineer ON indicator.measure_count TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY engineer ON indicator.strategy_student TO CURRENT_USER USING (true) WITH CHECK (true);

-- A staff member sees the own rows of record.staff, which is what the other policies need.
CREATE POLICY own_rows ON record.staff FOR SELECT TO PUBLIC USING (login = current_user::text);

CREATE POLICY staff_reads ON record.student FOR SELECT TO PUBLIC USING (
  from_run <= (SELECT meta.published_run())
  AND (to_run IS NULL OR to_run > (SELECT meta.published_run()))
  AND (
    counselor_id = ANY ((SELECT record.own_staff())::text[])
    OR school_id = ANY ((SELECT record.own_schools())::text[])
    OR district_id = ANY ((SELECT record.own_districts())::text[])
    OR (SELECT record.sees_every_student())
  )
);

-- To whom students are assigned in the published run: the same rule. It asks no table of students, so that theirs may ask it.
CREATE POLICY staff_reads ON record.student_assignment FOR SELECT TO PUBLIC USING (
  from_run <= (SELECT meta.published_run())
  AND (to_run IS NULL OR to_run > (SELECT meta.published_run()))
  AND (
    counselor_id = ANY ((SELECT record.own_staff())::text[])
    OR school_id = ANY ((SELECT record.own_schools())::text[])
    OR district_id = ANY ((SELECT record.own_districts())::text[])
    OR (SELECT record.sees_every_student())
  )
);

-- Earlier versions, where the session reads an earlier run: of those whom one may see now, wherever they were then (decision 0022). Of
-- students who are gone those alone know who see all.
CREATE POLICY staff_reads_history ON record.student FOR SELECT TO PUBLIC USING (
  (SELECT coalesce(current_setting('agtrack.run', true), '') <> '')
  AND from_run <= (SELECT meta.published_run())
  AND (
    EXISTS (SELECT FROM record.student_assignment AS a WHERE a.student_key = student.student_key)
    OR (SELECT record.sees_every_student())
  )
);

-- Whoever sees a student sees what hangs on the student. EXISTS lets the planner choose between one probe per row and a hash.
CREATE POLICY staff_reads ON record.student_identity FOR SELECT TO PUBLIC USING (
  EXISTS (SELECT FROM record.student AS s WHERE s.student_key = student_identity.student_key)
);
CREATE POLICY staff_reads ON record.transcript FOR SELECT TO PUBLIC USING (
  from_run <= (SELECT meta.published_run())
  AND EXISTS (SELECT FROM record.student AS s WHERE s.student_key = transcript.student_key)
);
CREATE POLICY staff_reads ON record.exam FOR SELECT TO PUBLIC USING (
  from_run <= (SELECT meta.published_run())
  AND EXISTS (SELECT FROM record.student AS s WHERE s.student_key = exam.student_key)
);
CREATE POLICY staff_reads ON record.waiver FOR SELECT TO PUBLIC USING (
  from_run <= (SELECT meta.published_run())
  AND EXISTS (SELECT FROM record.student AS s WHERE s.student_key = waiver.student_key)
);
CREATE POLICY staff_reads ON record.exam_match FOR SELECT TO PUBLIC USING (
  from_run <= (SELECT meta.published_run())
  AND EXISTS (SELECT FROM record.student AS s WHERE s.student_key = exam_match.student_key)
);
CREATE POLICY staff_reads ON record.district_claim FOR SELECT TO PUBLIC USING (
  from_run <= (SELECT meta.published_run())
  AND EXISTS (SELECT FROM record.student AS s WHERE s.student_key = district_claim.student_key)
);
CREATE POLICY staff_reads ON evaluation.verdict FOR SELECT TO PUBLIC USING (
  from_run <= (SELECT meta.published_run())
  AND EXISTS (SELECT FROM record.student AS s WHERE s.student_key = verdict.student_key)
);

-- Of students who are gone only those know who see all students.
CREATE POLICY staff_reads ON evaluation.change FOR SELECT TO PUBLIC USING (
  run_id <= (SELECT meta.published_run())
  AND (
    EXISTS (SELECT FROM record.student AS s WHERE s.student_key = change.student_key)
    OR (SELECT record.sees_every_student())
  )
);
CREATE POLICY staff_reads ON evaluation.counsel FOR SELECT TO PUBLIC USING (
  from_run <= (SELECT meta.published_run())
  AND EXISTS (SELECT FROM record.student AS s WHERE s.student_key = counsel.student_key)
);

CREATE POLICY staff_reads ON record.check_student FOR SELECT TO PUBLIC USING (
  from_run <= (SELECT meta.published_run())
  AND (to_run IS NULL OR to_run > (SELECT meta.published_run()))
  AND EXISTS (SELECT FROM record.student AS s WHERE s.student_key = check_student.student_key)
);

-- What a check found at a school is for those who are responsible for the school.
CREATE POLICY staff_reads ON record.check_finding FOR SELECT TO PUBLIC USING (
  run_id <= (SELECT meta.published_run())
  AND (
    school_id IN (SELECT school_id FROM record.own_role WHERE role = 'school_admin')
    OR school_id IN (
      SELECT i.school_id FROM record.own_role AS r
      JOIN record.schools_in((SELECT meta.published_run())) AS s USING (school_id)
      JOIN record.schools_in((SELECT meta.published_run())) AS i ON i.district_id = s.district_id
      WHERE r.role = 'district_analyst')
    OR (SELECT record.sees_every_student())
  )
);
CREATE POLICY staff_reads ON indicator.class_count FOR SELECT TO PUBLIC USING (
  run_id <= (SELECT meta.published_run()) AND (SELECT record.sees_every_student())
);
CREATE POLICY staff_reads ON indicator.measure_count FOR SELECT TO PUBLIC USING (
  from_run <= (SELECT meta.published_run()) AND (SELECT record.sees_every_student())
);

CREATE POLICY staff_reads ON indicator.strategy_student FOR SELECT TO PUBLIC USING (
  EXISTS (SELECT FROM record.student AS s WHERE s.student_key = strategy_student.student_key)
);

-- A reject, a finding or an AP row of nobody belongs to no school, so only those who see all students see it.
CREATE POLICY staff_reads ON record.reject FOR SELECT TO PUBLIC USING (
  run_id <= (SELECT meta.published_run())
  AND (SELECT record.sees_every_student())
);
CREATE POLICY staff_reads ON record.finding FOR SELECT TO PUBLIC USING (
  run_id <= (SELECT meta.published_run())
  AND (SELECT record.sees_every_student())
);
CREATE POLICY staff_reads ON record.exam_review FOR SELECT TO PUBLIC USING (
  from_run <= (SELECT meta.published_run())
  AND (to_run IS NULL OR to_run > (SELECT meta.published_run()))
  AND (SELECT record.sees_every_student())
);
