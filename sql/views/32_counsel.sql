-- On track, plan and flags of the published run, and the steps of the night that keep them.

CREATE VIEW evaluation.counsel_now WITH (security_invoker = true) AS
SELECT c.student_key, c.from_run, c.record_run, c.pace, c.csu_feasibility, c.uc_feasibility, c.csu_on_pace, c.uc_on_pace,
  c.csu_on_pace_earned, c.uc_on_pace_earned, c.plan_outcome, c.plan_proven, c.plan_semesters, c.plan_summer, c.plan_college,
  c.next_last_start, c.last_start, c.digest, c.flag_no, c.flag_area, c.flag_system, c.flag_seq, c.flag_twelfths
FROM evaluation.counsel AS c
WHERE c.from_run <= (SELECT meta.shown_run())
  AND (c.to_run IS NULL OR c.to_run > (SELECT meta.shown_run()));
COMMENT ON VIEW evaluation.counsel_now IS 'One row per student of the published run for whom there is something to plan.';

CREATE VIEW evaluation.flag_now WITH (security_invoker = true) AS
SELECT c.student_key, f.place, k.flag, k.cause, substr('ABCDEFG', f.area + 1, 1) AS subject_area,
  (ARRAY['', 'csu', 'uc'])[f.system + 1] AS system, nullif(f.seq, 0) AS seq, f.twelfths
FROM evaluation.counsel_now AS c
CROSS JOIN LATERAL unnest(c.flag_no, c.flag_area, c.flag_system, c.flag_seq, c.flag_twelfths)
  WITH ORDINALITY AS f (flag_no, area, system, seq, twelfths, place)
JOIN evaluation.flag_code AS k ON k.flag_no = f.flag_no;
COMMENT ON VIEW evaluation.flag_now IS 'One row per student and flag of the published run.';
COMMENT ON COLUMN evaluation.flag_now.place IS 'Order of the student''s flags, from 1.';
COMMENT ON COLUMN evaluation.flag_now.subject_area IS 'A to G, or empty.';
COMMENT ON COLUMN evaluation.flag_now.system IS 'csu or uc where it concerns one system alone, else empty.';
COMMENT ON COLUMN evaluation.flag_now.twelfths IS 'Twelfths of a year that are missing, or 0.';
COMMENT ON COLUMN evaluation.flag_now.seq IS 'The transcript record that it concerns, or empty.';

CREATE FUNCTION evaluation.counsel_of(key bigint) RETURNS TABLE (
  pace text, flag_no smallint[], flag_area smallint[], flag_system smallint[], flag_seq smallint[], flag_twelfths smallint[],
  csu_on_pace bool, uc_on_pace bool
) LANGUAGE sql STABLE AS $$
  SELECT c.pace, c.flag_no, c.flag_area, c.flag_system, c.flag_seq, c.flag_twelfths, c.csu_on_pace, c.uc_on_pace
  FROM evaluation.counsel_now AS c
  WHERE c.student_key = key
$$;
COMMENT ON FUNCTION evaluation.counsel_of(bigint) IS 'The flags of one student in the published run and the pace table that it was measured with, with what came of it; no row where there is nothing to plan.';

CREATE FUNCTION evaluation.end_counsel(run int, keys bigint[]) RETURNS void LANGUAGE sql AS $$
  UPDATE evaluation.counsel SET to_run = run WHERE student_key = ANY (keys) AND to_run IS NULL AND from_run < run
$$;
COMMENT ON FUNCTION evaluation.end_counsel(int, bigint[]) IS 'Ends the rows that hold so far for some students with a run.';
