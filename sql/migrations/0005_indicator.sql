-- What the counts are made of: student groups in their printed order, and the pace that a student keeps.

CREATE TABLE indicator.student_group (
  position smallint PRIMARY KEY,
  family text COLLATE "C" NOT NULL,
  student_group text COLLATE "C" NOT NULL,
  UNIQUE (family, student_group)
);
COMMENT ON TABLE indicator.student_group IS 'One row per student group of a release.';
COMMENT ON COLUMN indicator.student_group.position IS 'Order in every output; inside race_ethnicity the order of CDE''s reporting categories.';
COMMENT ON COLUMN indicator.student_group.family IS 'Family of groups; the groups of a family partition all students.';
COMMENT ON COLUMN indicator.student_group.student_group IS 'The group; unknown = the extract does not say.';
INSERT INTO indicator.student_group
SELECT row_number() OVER (), family, student_group
FROM (VALUES
  ('all', 'all'),
  ('race_ethnicity', 'asian'), ('race_ethnicity', 'african_american'), ('race_ethnicity', 'not_reported'),
  ('race_ethnicity', 'filipino'), ('race_ethnicity', 'hispanic'), ('race_ethnicity', 'american_indian'),
  ('race_ethnicity', 'pacific_islander'), ('race_ethnicity', 'two_or_more'), ('race_ethnicity', 'white'),
  ('gender', 'F'), ('gender', 'M'), ('gender', 'X'), ('gender', 'not_reported'),
  ('english_status', 'EO'), ('english_status', 'IFEP'), ('english_status', 'EL'), ('english_status', 'RFEP'),
  ('english_status', 'TBD'), ('english_status', 'not_reported'),
  ('low_income', 'Y'), ('low_income', 'N'), ('low_income', 'unknown'),
  ('disability', 'Y'), ('disability', 'N'), ('disability', 'unknown'),
  ('homeless', 'Y'), ('homeless', 'N'), ('homeless', 'unknown'),
  ('foster', 'Y'), ('foster', 'N'), ('foster', 'unknown'),
  ('migrant', 'Y'), ('migrant', 'N'), ('migrant', 'unknown')
) AS listed (family, student_group);

CREATE TABLE indicator.pace (
  grade_level smallint PRIMARY KEY CHECK (grade_level BETWEEN 9 AND 12),
  total smallint NOT NULL,
  english smallint NOT NULL,
  mathematics smallint NOT NULL
);
COMMENT ON TABLE indicator.pace IS 'One row per grade level: what a student on pace has done by the end of it (the program''s default).';
COMMENT ON COLUMN indicator.pace.grade_level IS 'Grade level, 9 to 12.';
COMMENT ON COLUMN indicator.pace.total IS 'Twelfths of a year in all seven subject areas.';
COMMENT ON COLUMN indicator.pace.english IS 'Twelfths of a year in area B.';
COMMENT ON COLUMN indicator.pace.mathematics IS 'Twelfths of a year in area C.';
INSERT INTO indicator.pace VALUES (9, 48, 12, 12), (10, 90, 24, 24), (11, 132, 36, 36), (12, 180, 48, 36);
