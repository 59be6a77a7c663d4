-- title: The same file for days
-- severity: note
-- counts: files
-- limit: 0
-- finds: A students or transcripts file with the same bytes as at a published run whose day lies that many days back.
-- matters: In term time: the export has stopped and nobody has noticed, and every later verdict is of that day. In a break it is
--   as it should be.
-- resolve: Look whether the job that writes the extract still runs. With action ask a stale extract ends the night with exit 1.
-- measured: days since the oldest published run with the same bytes and none other between
-- expected: the days that are usual
-- parameter: days = 7, 1 to 365: days without a change that are usual
WITH history AS (
  SELECT f.file, f.sha256, r.run_id, r.as_of
  FROM meta.run_file AS f
  JOIN meta.run AS r USING (run_id)
  WHERE (r.state = 'published' OR r.run_id = :run) AND r.run_id <= :run AND f.file IN ('students.csv', 'transcripts.csv')
    AND f.sha256 IS NOT NULL
), this AS (
  SELECT * FROM history WHERE run_id = :run
), since AS (
  SELECT t.file, min(h.as_of) AS as_of
  FROM this AS t
  JOIN history AS h ON h.file = t.file AND h.run_id > coalesce(
    (SELECT max(o.run_id) FROM history AS o WHERE o.file = t.file AND o.sha256 <> t.sha256), 0)
  GROUP BY t.file
)
SELECT NULL AS school_id, file AS subject, NULL::bigint AS student_key, 1 AS occurrences,
  :as_of - as_of AS measured, :days AS expected
FROM since
WHERE :as_of - as_of > :days
