-- title: Student groups that the extract does not say
-- severity: note
-- counts: groups
-- limit: 0
-- finds: Schools where a column of student groups is empty, or "not reported", for most students.
-- matters: Before a release: the gaps of that family are those of the students who are known, and nobody can tell how the others do.
-- resolve: Add the column to the export (CALPADS SINF, SELA and SPRG hold them).
-- measured: percent of the school's students of whom it is not known
-- expected: the percent that is usual
-- parameter: percent = 50, 0 to 100: percent without a value that is usual
-- parameter: least_students = 50, 1 to 100000: schools with fewer students are left out
WITH school AS (
  SELECT school_id, count(*) AS students,
    count(*) FILTER (WHERE coalesce(race_ethnicity, 'not_reported') = 'not_reported') AS race_ethnicity,
    count(*) - count(gender) AS gender, count(*) - count(english_status) AS english_status,
    count(*) - count(low_income) AS low_income, count(*) - count(disability) AS disability,
    count(*) - count(homeless) AS homeless, count(*) - count(foster) AS foster, count(*) - count(migrant) AS migrant
  FROM record.students_in(:run)
  WHERE enrollment = 'enrolled'
  GROUP BY school_id
)
SELECT s.school_id, f.family AS subject, NULL::bigint AS student_key, f.unknown AS occurrences,
  round(100.0 * f.unknown / s.students, 1) AS measured, :percent AS expected
FROM school AS s
CROSS JOIN LATERAL (VALUES
  ('race_ethnicity', s.race_ethnicity), ('gender', s.gender), ('english_status', s.english_status),
  ('low_income', s.low_income), ('disability', s.disability), ('homeless', s.homeless), ('foster', s.foster),
  ('migrant', s.migrant)
) AS f (family, unknown)
WHERE s.students >= :least_students AND 100 * f.unknown > :percent * s.students
