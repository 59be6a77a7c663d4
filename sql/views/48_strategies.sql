-- Measures of those who take part in a strategy beside those of everybody else in their districts.

CREATE FUNCTION indicator.strategy_counts_in(run int, strategy int, wanted int[]) RETURNS TABLE (
  number int, takes_part bool, n bigint, x bigint
) LANGUAGE sql STABLE AS $$
  SELECT w.number, t.school_id IS NOT NULL, sum(c.n[w.number]), sum(c.x[w.number])
  FROM indicator.counts_of(run) AS c
  CROSS JOIN unnest(wanted) AS w (number)
  LEFT JOIN indicator.strategy_school AS t ON t.strategy_id = strategy AND t.school_id = c.school_id
  WHERE c.family = 'all' AND (SELECT NOT g.is_of_students FROM indicator.strategy AS g WHERE g.strategy_id = strategy)
    AND c.district_id IN (
      SELECT o.district_id FROM record.schools_in(run) AS o JOIN indicator.strategy_school AS m USING (school_id)
      WHERE m.strategy_id = strategy)
  GROUP BY w.number, t.school_id IS NOT NULL
  UNION ALL
  SELECT w.number, c.student_group = 'with', sum(c.n[w.number]), sum(c.x[w.number])
  FROM indicator.counts_in(run, strategy) AS c
  CROSS JOIN unnest(wanted) AS w (number)
  WHERE c.family = 'local_group' AND (SELECT g.is_of_students FROM indicator.strategy AS g WHERE g.strategy_id = strategy)
    AND c.district_id IN (
      SELECT s.district_id FROM record.students_in(run) AS s JOIN indicator.strategy_student AS m USING (student_key)
      WHERE m.strategy_id = strategy)
  GROUP BY w.number, c.student_group = 'with'
$$;
COMMENT ON FUNCTION indicator.strategy_counts_in(int, int, int[]) IS 'Measures of a run, by their numbers, of those who take part in a strategy and of all others in the same districts.';

CREATE FUNCTION indicator.strategy_runs(starts_on date, most int) RETURNS TABLE (run_id int, as_of date) LANGUAGE sql STABLE AS $$
  WITH monthly AS (
    -- The day before the start stands alone, so that the last night before it is among them.
    SELECT max(r.run_id) AS run_id
    FROM meta.run AS r
    WHERE r.state = 'published' AND r.pruned_at IS NULL AND r.run_id <= (SELECT meta.shown_run())
    GROUP BY date_trunc('month', r.as_of), r.as_of < starts_on
  )
  SELECT r.run_id, r.as_of
  FROM monthly
  JOIN meta.run AS r USING (run_id)
  ORDER BY r.as_of DESC, r.run_id DESC
  LIMIT most
$$;
COMMENT ON FUNCTION indicator.strategy_runs(date, int) IS 'The last published run of each month that can be read, and the last one before a day, the newest first.';
