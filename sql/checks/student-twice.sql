-- title: One person who may be two students
-- severity: warning
-- counts: students
-- limit: 0.5%
-- finds: Enrolled students with the same name and birth date as another one, and not the same SSID (that is duplicate-ssid).
-- matters: When students move between schools: a student entered anew has two transcripts, each too short. About one in eight
--   hundred pairs is chance.
-- resolve: Compare parents and earlier schools; merge the records at the source.
-- occurrences: students of that name and birth date
WITH alike AS (
  SELECT lower(last_name) AS last_name, lower(first_name) AS first_name, birth_date, count(*) AS students
  FROM record.students_in(:run)
  WHERE enrollment = 'enrolled' AND birth_date IS NOT NULL
  GROUP BY 1, 2, 3
  HAVING count(*) > 1 AND (count(DISTINCT ssid) > 1 OR count(*) > count(ssid))
)
SELECT s.school_id, NULL AS subject, s.student_key, a.students AS occurrences, NULL::int AS measured, NULL::int AS expected
FROM record.students_in(:run) AS s
JOIN alike AS a ON a.birth_date = s.birth_date AND a.last_name = lower(s.last_name) AND a.first_name = lower(s.first_name)
WHERE s.enrollment = 'enrolled'
