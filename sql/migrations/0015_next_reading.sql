-- Files that name days (enrollments, programs) need no second reading until one of those days comes.

ALTER TABLE meta.run ADD COLUMN next_reading date;
COMMENT ON COLUMN meta.run.next_reading IS 'First day of the school year on which the same files may read otherwise, because something that they name begins or ends; 9999-12-31 if nothing does, empty where it is not known.';
