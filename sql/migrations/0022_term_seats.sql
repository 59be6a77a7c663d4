-- Seats of a course by term, where the district's file parts them (seats_by_term of courses.csv).

ALTER TABLE record.course
  ADD COLUMN seats_s1 int CHECK (seats_s1 >= 0),
  ADD COLUMN seats_s2 int CHECK (seats_s2 >= 0),
  ADD COLUMN seats_su int CHECK (seats_su >= 0),
  ADD CHECK (num_nulls(seats_s1, seats_s2, seats_su) IN (0, 3));
COMMENT ON COLUMN record.course.seats_s1 IS 'Seats in the fall semester; this and the next two: empty where the file does not part seats by terms, and in runs before migration 0022.';
COMMENT ON COLUMN record.course.seats_s2 IS 'Seats in the spring semester.';
COMMENT ON COLUMN record.course.seats_su IS 'Seats in the summer.';
