-- Which runs can still be read, and how the rest is removed. A row holds for a range of runs; it goes when no run that is kept lies in it.

CREATE FUNCTION meta.runs_to_keep(newest int, months int) RETURNS SETOF int LANGUAGE sql STABLE AS $$
  WITH readable AS (
    SELECT run_id, as_of FROM meta.run WHERE state = 'published' AND pruned_at IS NULL
  ), monthly AS (
    SELECT max(run_id) AS run_id, date_trunc('month', as_of) AS month FROM readable GROUP BY date_trunc('month', as_of)
  )
  (SELECT run_id FROM readable ORDER BY run_id DESC LIMIT newest)
  UNION (SELECT run_id FROM monthly ORDER BY month DESC LIMIT months)
  UNION SELECT run_id FROM meta.publication WHERE run_id IS NOT NULL
  UNION SELECT c.run_id FROM meta.publication AS p CROSS JOIN LATERAL (SELECT meta.census_run(p.run_id) AS run_id) AS c WHERE c.run_id IS NOT NULL
  UNION SELECT l.run_id FROM meta.access_log AS l JOIN readable USING (run_id) WHERE l.command = 'release'
  UNION SELECT p.run_id FROM meta.public_release AS p JOIN readable USING (run_id) WHERE p.withdrawn_at IS NULL
  ORDER BY run_id
$$;
COMMENT ON FUNCTION meta.runs_to_keep(int, int) IS 'Published runs that pruning leaves: the newest, the last of each of the latest months, every run that a release was made of, the published one and the one that stands for last year''s census.';

CREATE FUNCTION meta.runs_to_prune(keep int[]) RETURNS SETOF int LANGUAGE sql STABLE AS $$
  SELECT run_id FROM meta.run WHERE state = 'published' AND pruned_at IS NULL AND run_id <> ALL (keep) ORDER BY run_id
$$;
COMMENT ON FUNCTION meta.runs_to_prune(int[]) IS 'Published runs that can be read and are not to be kept.';

CREATE FUNCTION meta.prune(keep int[]) RETURNS TABLE (relation text, removed bigint) LANGUAGE plpgsql AS $$
DECLARE
  target text;
  oldest int := (SELECT min(k) FROM unnest(keep) AS k);
BEGIN
  IF (SELECT run_id FROM meta.publication) <> ALL (keep) OR oldest IS NULL THEN
    RAISE EXCEPTION 'the published run is not among those that are kept';
  END IF;
  -- Verdicts first: a version of a student stays as long as a verdict that is kept rests on it.
  FOREACH target IN ARRAY ARRAY['evaluation.verdict', 'evaluation.counsel', 'record.check_student', 'record.course_evidence', 'record.exam_review',
    'indicator.measure_count', 'record.student', 'record.student_assignment']
  LOOP
    relation := target;
    EXECUTE format('DELETE FROM %s AS t WHERE t.to_run IS NOT NULL AND NOT EXISTS (SELECT FROM unnest($1) AS k '
      'WHERE k >= t.from_run AND k < t.to_run) %s', target,
      CASE target WHEN 'record.student' THEN 'AND NOT EXISTS (SELECT FROM evaluation.verdict AS v '
        'WHERE v.student_key = t.student_key AND v.record_run = t.from_run)' ELSE '' END) USING keep;
    GET DIAGNOSTICS removed = ROW_COUNT;
    RETURN NEXT;
  END LOOP;
  FOREACH target IN ARRAY ARRAY['record.transcript', 'record.exam', 'record.waiver', 'record.exam_match', 'record.district_claim']
  LOOP
    relation := target;
    EXECUTE format('DELETE FROM %s AS t WHERE NOT EXISTS (SELECT FROM record.student AS s '
      'WHERE s.student_key = t.student_key AND s.from_run = t.from_run)', target);
    GET DIAGNOSTICS removed = ROW_COUNT;
    RETURN NEXT;
  END LOOP;
  relation := 'evaluation.change';
  DELETE FROM evaluation.change WHERE run_id < oldest;
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN NEXT;
  -- The last key stays, so that none is ever given to somebody else: the access log names students by key.
  relation := 'record.student_identity';
  DELETE FROM record.student_identity AS i
  WHERE i.student_key < (SELECT max(student_key) FROM record.student_identity)
    AND NOT EXISTS (SELECT FROM record.student AS s WHERE s.student_key = i.student_key)
    AND NOT EXISTS (SELECT FROM evaluation.change AS c WHERE c.student_key = i.student_key);
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN NEXT;
  FOREACH target IN ARRAY ARRAY['school', 'course', 'equivalent', 'staff', 'measure', 'measure_value']
  LOOP
    relation := 'record.' || target;
    EXECUTE format('DELETE FROM record.%I AS t WHERE NOT EXISTS (SELECT FROM meta.run_file AS f WHERE f.run_id = ANY ($1) '
      'AND f.file = %L AND f.generation = t.generation)', target,
      CASE target WHEN 'staff' THEN 'staff' ELSE target || 's' END || '.csv') USING keep;
    GET DIAGNOSTICS removed = ROW_COUNT;
    RETURN NEXT;
  END LOOP;
  FOREACH target IN ARRAY ARRAY['record.reject', 'record.finding', 'record.check_finding']
  LOOP
    relation := target;
    EXECUTE format('DELETE FROM %s AS t USING meta.run AS r WHERE r.run_id = t.run_id AND r.state = ''published'' '
      'AND t.run_id <> ALL ($1) AND NOT EXISTS (SELECT FROM meta.run AS k WHERE k.run_id = ANY ($1) AND k.quality_run = t.run_id)',
      target) USING keep;
    GET DIAGNOSTICS removed = ROW_COUNT;
    RETURN NEXT;
  END LOOP;
  UPDATE meta.run SET pruned_at = now() WHERE state = 'published' AND pruned_at IS NULL AND run_id <> ALL (keep);
END
$$;
COMMENT ON FUNCTION meta.prune(int[]) IS 'Removes what only runs show that are not kept, and marks them. What a run says about itself stays: files, stages, checks, classes. The caller holds the lock of the night and no run is held.';
