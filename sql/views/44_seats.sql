-- Seats that each school offers in each area, beside the students who would need them.

CREATE FUNCTION indicator.course_seats(course record.course, term int) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE term
    WHEN 0 THEN course.seats
    WHEN 1 THEN coalesce(course.seats_s1, CASE WHEN course.length <> 'semester' AND course.part IS NULL THEN course.seats END)
    WHEN 2 THEN coalesce(course.seats_s2, CASE WHEN course.length <> 'semester' AND course.part IS NULL THEN course.seats END)
    WHEN 3 THEN course.seats_su
  END
$$;
COMMENT ON FUNCTION indicator.course_seats(record.course, int) IS 'Seats of a course in a term (1 fall, 2 spring, 3 summer) or in the school year (0); empty where they are not said. A course for a year, unless its code is one half of one, has its seats in both semesters.';

CREATE FUNCTION indicator.seats_in(run int, term int) RETURNS TABLE (
  school_id text, district_id text, area int, courses bigint, courses_without_seats bigint, sections bigint, seats bigint, students bigint
) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH school AS (
    SELECT s.school_id, s.district_id, count(*) AS students
    FROM record.students_in(run) AS s
    WHERE s.grade_level >= 9 AND s.enrollment = 'enrolled' AND s.district_id IS NOT NULL
    GROUP BY s.school_id, s.district_id
  ), offer AS (
    SELECT c.school_id, a.area, count(*) AS courses, count(*) FILTER (WHERE e.seats IS NULL) AS courses_without_seats,
      sum(c.sections) AS sections, sum(e.seats) AS seats
    FROM record.courses_in(run) AS c
    CROSS JOIN LATERAL (SELECT indicator.course_seats(c, term) AS seats) AS e
    CROSS JOIN (SELECT meta.school_year(as_of) AS fall FROM meta.run AS r WHERE r.run_id = seats_in.run) AS y
    JOIN generate_series(1, 7) AS a (area) ON strpos(c.subject_area, chr(64 + a.area)) > 0
    WHERE coalesce(c.first_year, y.fall) <= y.fall AND coalesce(c.last_year, y.fall) >= y.fall
      -- A course that has no seats in the term is not offered in it.
      AND (term = 0 OR e.seats IS DISTINCT FROM 0)
    GROUP BY c.school_id, a.area
  )
  SELECT s.school_id, s.district_id, a.area, coalesce(o.courses, 0), coalesce(o.courses_without_seats, 0), coalesce(o.sections, 0),
    coalesce(o.seats, 0), s.students
  FROM school AS s
  CROSS JOIN generate_series(1, 7) AS a (area)
  LEFT JOIN offer AS o ON o.school_id = s.school_id AND o.area = a.area
$$;
COMMENT ON FUNCTION indicator.seats_in(int, int) IS 'For each school with students in grades 9 to 12 and each area (1 is A): listed courses of the school year, or of one of its terms (1 fall, 2 spring, 3 summer, 0 the year), how many of them say no number of seats, sections of the year and seats as far as they are said, and the students. A course listed in several areas stands in each.';

CREATE FUNCTION indicator.demand_in(run int, next int) RETURNS TABLE (
  school_id text, district_id text, area int, students bigint, needing bigint, last_chance bigint, behind bigint, demand bigint,
  courses bigint, courses_without_seats bigint, seats bigint
) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH student AS (
    SELECT s.school_id, s.district_id, c.last_start, c.uc_on_pace AND c.csu_on_pace AS on_pace
    FROM record.students_in(run) AS s
    LEFT JOIN evaluation.counsel AS c ON c.student_key = s.student_key AND c.from_run <= run AND (c.to_run IS NULL OR c.to_run > run)
    WHERE s.grade_level >= 9 AND s.enrollment = 'enrolled' AND s.district_id IS NOT NULL
  ), wanted AS (
    SELECT s.school_id, s.district_id, a.area, count(*) AS students, count(*) FILTER (WHERE s.last_start[a.area] >= next) AS needing,
      count(*) FILTER (WHERE s.last_start[a.area] = next) AS last_chance,
      count(*) FILTER (WHERE s.last_start[a.area] > next AND NOT s.on_pace) AS behind
    FROM student AS s
    CROSS JOIN generate_series(1, 7) AS a (area)
    GROUP BY s.school_id, s.district_id, a.area
  ), planned AS (
    SELECT c.school_id, a.area, count(*) AS courses, count(*) FILTER (WHERE e.seats IS NULL) AS courses_without_seats, sum(e.seats) AS seats
    FROM record.courses_in(run) AS c
    CROSS JOIN LATERAL (SELECT coalesce(indicator.course_seats(c, next % 4), c.seats) AS seats) AS e
    JOIN generate_series(1, 7) AS a (area) ON strpos(c.subject_area, chr(64 + a.area)) > 0
    WHERE coalesce(c.first_year, next / 4) <= next / 4 AND coalesce(c.last_year, next / 4) >= next / 4
    GROUP BY c.school_id, a.area
  )
  SELECT w.school_id, w.district_id, w.area, w.students, w.needing, w.last_chance, w.behind, w.last_chance + w.behind,
    coalesce(p.courses, 0), coalesce(p.courses_without_seats, 0), coalesce(p.seats, 0)
  FROM wanted AS w
  LEFT JOIN planned AS p ON p.school_id = w.school_id AND p.area = w.area
$$;
COMMENT ON FUNCTION indicator.demand_in(int, int) IS 'For each school and area (1 is A), in a term numbered as evaluation.counsel.last_start numbers them: students of grades 9 to 12, those who still have to start a course of the area, those for whom it is the last term that suffices, and those behind pace who have later ones; the last two together are the demand. Beside it the listed courses of that school year, how many of them say no number of seats, and the seats as far as they are said: those of the term, or of the year where the course does not part them.';
