-- title: One statewide id on several students
-- severity: error
-- counts: students
-- limit: 0
-- finds: Students who share their SSID with another student of the extract.
-- matters: Always: either one person is there twice, each time with a part of the transcript, or a wrong id will send marks, scores
--   and the state's certification to the wrong student.
-- resolve: Look both up in CALPADS by SSID; merge the double record, or correct the id of the other student.
-- occurrences: students with that SSID
WITH repeated AS (
  SELECT ssid, count(*) AS students FROM record.students_in(:run) WHERE ssid IS NOT NULL GROUP BY ssid HAVING count(*) > 1
)
SELECT s.school_id, NULL AS subject, s.student_key, r.students AS occurrences, NULL::int AS measured, NULL::int AS expected
FROM record.students_in(:run) AS s
JOIN repeated AS r USING (ssid)
