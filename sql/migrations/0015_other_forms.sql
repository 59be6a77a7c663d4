-- Files that name days (enrollments, programs) need no second reading until one of those days comes; and the review list of AP rows
-- names who might be meant.

ALTER TABLE meta.run ADD COLUMN next_reading date;
COMMENT ON COLUMN meta.run.next_reading IS 'First day of the school year on which the same files may read otherwise, because something that they name begins or ends; 9999-12-31 if nothing does, empty where it is not known.';

ALTER TABLE record.exam_review ADD COLUMN candidate_keys bigint[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN record.exam_review.candidate_keys IS 'The students who fitted under the rule, at most ten, by student_id.';
