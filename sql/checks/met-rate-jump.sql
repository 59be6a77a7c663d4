-- title: A rate that jumped within a year
-- severity: warning
-- counts: schools
-- limit: 0
-- finds: High schools where the class in grade 12 meets the UC pattern at a rate far from that of the class a year before, further
--   than chance explains (three standard errors). The year before is the published run of ten to fourteen months ago; where there is
--   none, from February on, last year's graduates in this run.
-- matters: Before a release: a crash within one year is nearly always data, not students; so is a leap.
-- resolve: Compare the two classes by area (agtrack release shows which areas are lost); look at course-match, and at whether last
--   year's class is whole.
-- measured: percent of the class that meets the UC pattern, running courses counted as passed (subject: the class's spring)
-- expected: percent of the class before
-- parameter: points = 15, 0 to 100: percentage points that the rate may move
-- parameter: least_students = 30, 1 to 100000: smaller classes are left out
WITH class AS (
  SELECT c.school_id, c.graduation_year, c.run_id, c.finishing AS students, c.hopeful
  FROM indicator.class_count AS c
  JOIN record.schools_in(:run) AS i ON i.school_id = c.school_id AND i.kind = 'high'
  WHERE c.finishing >= :least_students
), pair AS (
  SELECT DISTINCT ON (n.school_id) n.school_id, n.graduation_year, n.students AS n, n.hopeful AS x,
    b.students AS before_n, b.hopeful AS before_x
  FROM class AS n
  JOIN class AS b ON b.school_id = n.school_id AND b.graduation_year = n.graduation_year - 1
    AND (b.run_id = meta.year_ago(:run) OR (b.run_id = :run AND :as_of >= make_date(:school_year + 1, 2, 1)))
  WHERE n.run_id = :run AND n.graduation_year = :school_year + 1
  ORDER BY n.school_id, b.run_id = :run
), rate AS (
  SELECT *, 100.0 * x / n AS rate, 100.0 * before_x / before_n AS before_rate, (x + before_x)::numeric / (n + before_n) AS pooled
  FROM pair
)
SELECT school_id, graduation_year::text AS subject, NULL::bigint AS student_key, n AS occurrences,
  round(rate, 1) AS measured, round(before_rate, 1) AS expected
FROM rate
WHERE abs(rate - before_rate) > :points
  AND (rate - before_rate) * (rate - before_rate) > 90000 * pooled * (1 - pooled) * (1.0 / n + 1.0 / before_n)
