-- title: A file with many rejected rows
-- severity: error
-- counts: files
-- limit: 0
-- finds: Files of which more than a share of the rows could not be used.
-- matters: Every night: each rejected row may be a mark that somebody earned.
-- resolve: agtrack rejects lists them with line, column and what to do; correct them at the source.
-- measured: percent of the file's rows that were rejected
-- expected: the percent that is allowed
-- occurrences: rejected rows
-- parameter: percent = 2, 0 to 100: percent of a file's rows that may be rejected; reject_percent of the configuration, unless given here
SELECT NULL AS school_id, file AS subject, NULL::bigint AS student_key, rows_rejected AS occurrences,
  round(100.0 * rows_rejected / rows_read, 1) AS measured, :percent AS expected
FROM meta.run_file
WHERE run_id = :run AND sha256 IS NOT NULL AND rows_rejected > 0 AND 100 * rows_rejected > :percent * rows_read
