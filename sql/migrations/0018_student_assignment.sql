-- To whom each student is assigned, apart from what was said about the student: so that a policy can ask who may see a student now
-- when it is to decide about earlier versions, which it cannot ask its own table (decision 0022).

CREATE TABLE record.student_assignment (
  student_key bigint NOT NULL,
  from_run int NOT NULL,
  to_run int,
  school_id text COLLATE "C" NOT NULL,
  district_id text COLLATE "C",
  counselor_id text COLLATE "C",
  PRIMARY KEY (student_key, from_run),
  CHECK (to_run > from_run)
);
COMMENT ON TABLE record.student_assignment IS 'One row per student and stretch of runs with the same school, district and counselor.';
COMMENT ON COLUMN record.student_assignment.student_key IS 'The student.';
COMMENT ON COLUMN record.student_assignment.from_run IS 'First run for which it holds.';
COMMENT ON COLUMN record.student_assignment.to_run IS 'First run for which it no longer holds; empty while it does.';
COMMENT ON COLUMN record.student_assignment.school_id IS 'School of enrollment.';
COMMENT ON COLUMN record.student_assignment.district_id IS 'District of that school.';
COMMENT ON COLUMN record.student_assignment.counselor_id IS 'staff_id of the counselor; empty = none.';

-- Those of the published run, and of a run that is loaded and waits for a person. Earlier ones nobody asks for.
INSERT INTO record.student_assignment (student_key, from_run, to_run, school_id, district_id, counselor_id)
SELECT student_key, from_run, to_run, school_id, district_id, counselor_id
FROM record.student
WHERE to_run IS NULL OR to_run > (SELECT run_id FROM meta.publication);

ALTER TABLE record.student_assignment ENABLE ROW LEVEL SECURITY;
ALTER TABLE record.student_assignment FORCE ROW LEVEL SECURITY;
