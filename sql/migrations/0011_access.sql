-- The access log as a chain, students who were forgotten, and the indexes by which a counselor finds students.
-- An entry is written in the transaction of the read; its place in the chain (position, seal) is filled in right after that commit.

ALTER TABLE meta.access_log
  ADD COLUMN outcome text CHECK (outcome IN ('found', 'several', 'hidden', 'nobody', 'set', 'forgotten', 'readmitted')),
  ADD COLUMN student_ids text[] COLLATE "C",
  ADD COLUMN position bigint UNIQUE CHECK (position > 0),
  ADD COLUMN seal bytea CHECK (octet_length(seal) = 32),
  ADD CHECK ((position IS NULL) = (seal IS NULL));
CREATE INDEX access_log_unsealed ON meta.access_log (log_id) WHERE position IS NULL;
COMMENT ON TABLE meta.access_log IS 'One row per look-up or export of student rows (Education Code 49064). Rows are only ever added; each is sealed once, into a chain.';
COMMENT ON COLUMN meta.access_log.log_id IS 'Number of the entry; gaps are transactions that were rolled back.';
COMMENT ON COLUMN meta.access_log.student_key IS 'The student seen, or the one asked for and not to be seen; empty for a set and where nobody fits.';
COMMENT ON COLUMN meta.access_log.outcome IS 'found; several (candidates were named); hidden (exists, but not for this login); nobody; set (rows of many); forgotten and readmitted (agtrack forget). Empty in entries from before the chain.';
COMMENT ON COLUMN meta.access_log.student_ids IS 'student_id of everyone whose rows were handed out, or who was asked for and not shown; it stays when the student is forgotten.';
COMMENT ON COLUMN meta.access_log.position IS 'Place in the chain, from 1 without gaps; empty until the entry is sealed.';
COMMENT ON COLUMN meta.access_log.seal IS 'SHA-256 over the seal before and this entry as meta.access_text writes it; the first follows 32 zero bytes.';

CREATE TABLE record.forgotten_student (
  student_key bigint PRIMARY KEY,
  student_id text COLLATE "C" NOT NULL UNIQUE,
  forgotten_at timestamptz NOT NULL DEFAULT now(),
  login text NOT NULL DEFAULT session_user,
  reason text NOT NULL
);
COMMENT ON TABLE record.forgotten_student IS 'One row per student whose record was deleted on request and whom nights leave out until the student is readmitted.';
COMMENT ON COLUMN record.forgotten_student.student_key IS 'The number the student had; nobody gets it again.';
COMMENT ON COLUMN record.forgotten_student.student_id IS 'The district''s own id, by which a later extract is recognised.';
COMMENT ON COLUMN record.forgotten_student.forgotten_at IS 'When, by the server''s clock.';
COMMENT ON COLUMN record.forgotten_student.login IS 'Database login that did it.';
COMMENT ON COLUMN record.forgotten_student.reason IS 'Why, as the person stated it.';
ALTER TABLE record.forgotten_student ENABLE ROW LEVEL SECURITY;
ALTER TABLE record.forgotten_student FORCE ROW LEVEL SECURITY;

-- A caseload is found by its counselor, whatever the policies make of the plan.
CREATE INDEX student_counselor ON record.student (counselor_id);

-- Names without case, accents and punctuation: the expression of record.name_key, written out because functions come and go with
-- sql/views and an index must not.
DROP INDEX record.student_name;
DROP INDEX record.student_name_reversed;
CREATE INDEX student_name ON record.student ((lower(translate(
  CASE WHEN octet_length(first_name || ' ' || last_name) = length(first_name || ' ' || last_name) THEN first_name || ' ' || last_name
  ELSE translate(regexp_replace(normalize(first_name || ' ' || last_name, NFD), '[\u0300-\u036f]', '', 'g'), 'ØøŁłĐđÐðıßÆæŒœ‐‑’‘ʼʻ´', 'OoLlDdDdisAaOo  ') END,
  '-''`.,', ' '))) text_pattern_ops);
CREATE INDEX student_name_reversed ON record.student ((lower(translate(
  CASE WHEN octet_length(last_name || ' ' || first_name) = length(last_name || ' ' || first_name) THEN last_name || ' ' || first_name
  ELSE translate(regexp_replace(normalize(last_name || ' ' || first_name, NFD), '[\u0300-\u036f]', '', 'g'), 'ØøŁłĐđÐðıßÆæŒœ‐‑’‘ʼʻ´', 'OoLlDdDdisAaOo  ') END,
  '-''`.,', ' '))) text_pattern_ops);
