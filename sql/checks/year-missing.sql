-- title: A school without records of this school year
-- severity: warning
-- counts: schools
-- limit: 0
-- finds: Schools with fewer records of this school year, marked or running, than one per enrolled student of grades 9 to 12, once
--   the year is some weeks old.
-- matters: From October: schedules or marks of the new year are not in the export, and everybody there seems to stand still.
-- resolve: Export running courses too, with in_progress = Y.
-- measured: records of this school year per enrolled student
-- expected: the least number
-- parameter: least_students = 30, 1 to 100000: schools with fewer students are left out
-- parameter: grace_days = 60, 0 to 300: days after 15 August until a school year's records must be there
-- later: (:before > make_date(:school_year, 8, 15) + :grace_days::int) <> (:as_of > make_date(:school_year, 8, 15) + :grace_days::int)
WITH student AS (
  SELECT school_id, count(*) AS students
  FROM record.students_in(:run)
  WHERE enrollment = 'enrolled' AND grade_level >= 9
  GROUP BY school_id
), taken AS (
  SELECT k.school_id, sum(t.records) AS records
  FROM pg_temp.check_tally AS t
  JOIN record.course_code AS k USING (course_code)
  WHERE t.school_year = :school_year
  GROUP BY k.school_id
)
SELECT s.school_id, NULL AS subject, NULL::bigint AS student_key, s.students AS occurrences,
  round(coalesce(t.records, 0) / s.students, 2) AS measured, 1 AS expected
FROM student AS s
LEFT JOIN taken AS t USING (school_id)
WHERE s.students >= :least_students AND coalesce(t.records, 0) < s.students
  AND :as_of > make_date(:school_year, 8, 15) + :grace_days::int
