-- title: Courses of an institution that no course list knows
-- severity: error
-- counts: schools
-- limit: 0
-- finds: Institutions with few of their transcript records matched to a row of courses.csv, and high schools with few of their
--   records in a subject area.
-- matters: Every night, most after a new export or at the start of a school year: records without a list count for nothing, and a
--   school whose list failed to match shows a normal diploma rate with near-zero A-G.
-- resolve: Compare the course codes of the school's transcript with its course list (agtrack inspect names the courses that no list
--   knows); load the list of every school year; record transfers in course_decisions.csv.
-- measured: percent of the institution's records that are matched (subject "known") or in a subject area (subject "listed")
-- expected: the least percent
-- parameter: known_percent = 90, 0 to 100: least percent of an institution's records whose course a list knows
-- parameter: listed_percent = 10, 0 to 100: least percent of a high school's records in a subject area
-- parameter: least_records = 200, 1 to 1000000: institutions with fewer records are left out
WITH course AS (
  SELECT c.school_id, c.course_id, bool_or(c.subject_area IS NOT NULL) AS is_listed
  FROM record.courses_in(:run) AS c
  GROUP BY c.school_id, c.course_id
), taken AS (
  SELECT k.school_id, sum(t.records) AS records,
    sum(t.records) FILTER (WHERE c.course_id IS NOT NULL) AS known, sum(t.records) FILTER (WHERE c.is_listed) AS listed
  FROM pg_temp.check_tally AS t
  JOIN record.course_code AS k USING (course_code)
  LEFT JOIN course AS c ON c.school_id = k.school_id AND c.course_id = k.course_id
  GROUP BY k.school_id
), share AS (
  SELECT t.school_id, i.kind, t.records, coalesce(t.known, 0) AS known, coalesce(t.listed, 0) AS listed
  FROM taken AS t
  JOIN record.schools_in(:run) AS i USING (school_id)
  WHERE t.records >= :least_records
)
SELECT school_id, 'known' AS subject, NULL::bigint AS student_key, records - known AS occurrences,
  round(100 * known / records, 1) AS measured, :known_percent AS expected
FROM share
WHERE 100 * known < :known_percent * records
UNION ALL
SELECT school_id, 'listed', NULL, records - listed, round(100 * listed / records, 1), :listed_percent
FROM share
WHERE kind = 'high' AND 100 * listed < :listed_percent * records
