-- Verdicts: visible by run exactly as record.student is.

CREATE TABLE evaluation.edition (
  edition_id text COLLATE "C" PRIMARY KEY
);
COMMENT ON TABLE evaluation.edition IS 'One row per edition of a policy that verdicts were made with.';
COMMENT ON COLUMN evaluation.edition.edition_id IS 'System and first entering year of the edition: uc-2022.';

CREATE TABLE evaluation.rule (
  rule_no smallint PRIMARY KEY,
  rule_id text COLLATE "C" NOT NULL UNIQUE
);
COMMENT ON TABLE evaluation.rule IS 'One row per rule that a use was ever decided by. Rows are only added.';
COMMENT ON COLUMN evaluation.rule.rule_no IS 'Number that evaluation.verdict carries, counting up from 1.';
COMMENT ON COLUMN evaluation.rule.rule_id IS 'Id of the rule in policies, reasons and tests.';

CREATE TABLE evaluation.use_kind (
  how_no smallint PRIMARY KEY,
  how text COLLATE "C" NOT NULL UNIQUE
);
COMMENT ON TABLE evaluation.use_kind IS 'One row per way in which a record can be used.';
COMMENT ON COLUMN evaluation.use_kind.how_no IS 'Number that evaluation.verdict carries.';
COMMENT ON COLUMN evaluation.use_kind.how IS 'Word of the certificate.';
INSERT INTO evaluation.use_kind VALUES
  (0, 'earned'), (1, 'repeated'), (2, 'validated'), (3, 'exam'),
  (4, 'college'), (5, 'waiver'), (6, 'surplus'), (7, 'not_counted');

CREATE TABLE evaluation.verdict (
  student_key bigint NOT NULL,
  from_run int NOT NULL,
  to_run int,
  record_run int NOT NULL,
  entering_year smallint NOT NULL,
  system text COLLATE "C" NOT NULL CHECK (system IN ('csu', 'uc')),
  edition text COLLATE "C" NOT NULL,
  all_status text NOT NULL CHECK (all_status IN ('met', 'in_progress', 'not_met', 'unknown')),
  area_status text NOT NULL CHECK (octet_length(area_status) = 7),
  digest bytea NOT NULL CHECK (octet_length(digest) = 16),
  required smallint[] NOT NULL CHECK (cardinality(required) = 7),
  earned smallint[] NOT NULL CHECK (cardinality(earned) = 7),
  in_progress smallint[] NOT NULL CHECK (cardinality(in_progress) = 7),
  use_source smallint[] NOT NULL,
  use_seq smallint[] NOT NULL,
  use_area smallint[] NOT NULL,
  use_how smallint[] NOT NULL,
  use_rule smallint[] NOT NULL,
  use_twelfths smallint[] NOT NULL,
  use_part smallint[] NOT NULL,
  use_because smallint[] NOT NULL,
  short_need smallint[] NOT NULL,
  short_twelfths smallint[] NOT NULL,
  elective_serves_other bool NOT NULL,
  PRIMARY KEY (student_key, system, from_run),
  CHECK (to_run > from_run)
);
COMMENT ON TABLE evaluation.verdict IS 'One row per student, system and version of the verdict. The arrays use_* have one element per use, in parallel.';
COMMENT ON COLUMN evaluation.verdict.student_key IS 'The student.';
COMMENT ON COLUMN evaluation.verdict.from_run IS 'First run for which this verdict holds.';
COMMENT ON COLUMN evaluation.verdict.to_run IS 'First run for which it no longer holds; empty while it does.';
COMMENT ON COLUMN evaluation.verdict.record_run IS 'Version (from_run) of the student that was evaluated.';
COMMENT ON COLUMN evaluation.verdict.entering_year IS 'Fall in which the student would enter the university.';
COMMENT ON COLUMN evaluation.verdict.system IS 'csu or uc.';
COMMENT ON COLUMN evaluation.verdict.edition IS 'Edition of the policy: uc-2022.';
COMMENT ON COLUMN evaluation.verdict.all_status IS 'Status of the whole pattern, the worst of the seven: not_met, unknown, in_progress, met.';
COMMENT ON COLUMN evaluation.verdict.area_status IS 'Status per subject area, one letter each for A to G: M met, I in progress, N not met, U unknown.';
COMMENT ON COLUMN evaluation.verdict.digest IS 'Digest over the verdict; a student with the same one keeps the row.';
COMMENT ON COLUMN evaluation.verdict.required IS 'Required per subject area A to G, in twelfths of a year.';
COMMENT ON COLUMN evaluation.verdict.earned IS 'Earned per subject area A to G, in twelfths of a year, never more than required.';
COMMENT ON COLUMN evaluation.verdict.in_progress IS 'What courses running now would add to earned, per subject area A to G, in twelfths of a year.';
COMMENT ON COLUMN evaluation.verdict.use_source IS 'Where the record of the use stands: 0 transcript, 1 exam, 2 waiver.';
COMMENT ON COLUMN evaluation.verdict.use_seq IS 'seq of the record there; 0 = none.';
COMMENT ON COLUMN evaluation.verdict.use_area IS 'Subject area that the use fills: 0 is A, 6 is G, -1 none.';
COMMENT ON COLUMN evaluation.verdict.use_how IS 'How it counts: evaluation.use_kind.';
COMMENT ON COLUMN evaluation.verdict.use_rule IS 'Rule that decided: evaluation.rule; 0 = none.';
COMMENT ON COLUMN evaluation.verdict.use_twelfths IS 'Amount of the use in twelfths of a year.';
COMMENT ON COLUMN evaluation.verdict.use_part IS 'Half of a yearlong course, 1 or 2; 0 = both or none.';
COMMENT ON COLUMN evaluation.verdict.use_because IS 'seq of the transcript record that validates; 0 = none.';
COMMENT ON COLUMN evaluation.verdict.short_need IS 'What the pattern still asks for, one number per need, as the program numbers them.';
COMMENT ON COLUMN evaluation.verdict.short_twelfths IS 'Amount of each need in twelfths of a year.';
COMMENT ON COLUMN evaluation.verdict.elective_serves_other IS 'Whether area G would be met if its own courses did not fill area A or D.';
ALTER TABLE evaluation.verdict ENABLE ROW LEVEL SECURITY;
ALTER TABLE evaluation.verdict FORCE ROW LEVEL SECURITY;
-- Nothing is ever searched by these columns, and statistics of arrays are costly to gather.
ALTER TABLE evaluation.verdict
  ALTER COLUMN digest SET STATISTICS 0,
  ALTER COLUMN required SET STATISTICS 0,
  ALTER COLUMN earned SET STATISTICS 0,
  ALTER COLUMN in_progress SET STATISTICS 0,
  ALTER COLUMN use_source SET STATISTICS 0,
  ALTER COLUMN use_seq SET STATISTICS 0,
  ALTER COLUMN use_area SET STATISTICS 0,
  ALTER COLUMN use_how SET STATISTICS 0,
  ALTER COLUMN use_rule SET STATISTICS 0,
  ALTER COLUMN use_twelfths SET STATISTICS 0,
  ALTER COLUMN use_part SET STATISTICS 0,
  ALTER COLUMN use_because SET STATISTICS 0,
  ALTER COLUMN short_need SET STATISTICS 0,
  ALTER COLUMN short_twelfths SET STATISTICS 0;
