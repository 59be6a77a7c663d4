-- Seats that each school offers in each area, beside the students who would need them.

CREATE FUNCTION indicator.seats_in(run int) RETURNS TABLE (
  school_id text, district_id text, area int, courses bigint, courses_without_seats bigint, sections bigint, seats bigint, students bigint
) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH school AS (
    SELECT s.school_id, s.district_id, count(*) AS students
    FROM record.students_in(run) AS s
    WHERE s.grade_level >= 9 AND s.enrollment = 'enrolled' AND s.district_id IS NOT NULL
    GROUP BY s.school_id, s.district_id
  ), offer AS (
    SELECT c.school_id, a.area, count(*) AS courses, count(*) FILTER (WHERE c.seats IS NULL) AS courses_without_seats,
      sum(c.sections) AS sections, sum(c.seats) AS seats
    FROM record.courses_in(run) AS c
    CROSS JOIN (SELECT meta.school_year(as_of) AS fall FROM meta.run AS r WHERE r.run_id = seats_in.run) AS y
    JOIN generate_series(1, 7) AS a (area) ON strpos(c.subject_area, chr(64 + a.area)) > 0
    WHERE coalesce(c.first_year, y.fall) <= y.fall AND coalesce(c.last_year, y.fall) >= y.fall
    GROUP BY c.school_id, a.area
  )
  SELECT s.school_id, s.district_id, a.area, coalesce(o.courses, 0), coalesce(o.courses_without_seats, 0), coalesce(o.sections, 0),
    coalesce(o.seats, 0), s.students
  FROM school AS s
  CROSS JOIN generate_series(1, 7) AS a (area)
  LEFT JOIN offer AS o ON o.school_id = s.school_id AND o.area = a.area
$$;
COMMENT ON FUNCTION indicator.seats_in(int) IS 'For each school with students in grades 9 to 12 and each area (1 is A): listed courses of the school year, how many of them say no number of seats, sections and seats as far as they are said, and the students. A course listed in several areas stands in each.';
