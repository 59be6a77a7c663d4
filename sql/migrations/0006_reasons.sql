-- Why a verdict is what it is: reasons, best cases, what would decide and what else the courses could meet. Empty arrays
-- are stored as NULL; verdicts of runs before this migration have NULL in all of it.

ALTER TABLE evaluation.verdict
  ADD COLUMN search_cut bool,
  ADD COLUMN best_missing smallint[] CHECK (cardinality(best_missing) = 7),
  ADD COLUMN reason_areas smallint[],
  ADD COLUMN reason_twelfths smallint[],
  ADD COLUMN open_area smallint[],
  ADD COLUMN open_seq smallint[],
  ADD COLUMN open_least smallint[],
  ADD COLUMN other_area smallint[],
  ADD COLUMN other_kind smallint[],
  ADD COLUMN other_value smallint[];
COMMENT ON COLUMN evaluation.verdict.search_cut IS 'Whether the search for the best assignment was ended before it had proved its answer; empty for verdicts from before reasons were stored.';
COMMENT ON COLUMN evaluation.verdict.best_missing IS 'What each subject area A to G would miss at best, in twelfths of a year, if records that no course list knows were matched; empty where that changes nothing.';
COMMENT ON COLUMN evaluation.verdict.reason_areas IS 'Why the pattern is not met: one set of subject areas per reason, as a sum of 1 for A, 2 for B, 4 for C and so on to 64 for G.';
COMMENT ON COLUMN evaluation.verdict.reason_twelfths IS 'What the areas of each reason lack together however the courses are used, in twelfths of a year.';
COMMENT ON COLUMN evaluation.verdict.open_area IS 'Subject area of unknown status that a record could decide: 0 is A, 6 is G; one element per area and record.';
COMMENT ON COLUMN evaluation.verdict.open_seq IS 'seq of that transcript record, whose course no list knows.';
COMMENT ON COLUMN evaluation.verdict.open_least IS 'How many of the records of that area it takes at least.';
COMMENT ON COLUMN evaluation.verdict.other_area IS 'Subject area that the same courses would meet if they were used otherwise: 0 is A, 6 is G; one element per fact about it.';
COMMENT ON COLUMN evaluation.verdict.other_kind IS 'Which fact: 0 to 6 = the subject area that would then miss more; -1 = a record that would serve the area instead; -2 = nothing else would miss more.';
COMMENT ON COLUMN evaluation.verdict.other_value IS 'Twelfths of a year that would be missing in addition, or the seq of the record, or 0.';
ALTER TABLE evaluation.verdict
  ALTER COLUMN best_missing SET STATISTICS 0,
  ALTER COLUMN reason_areas SET STATISTICS 0,
  ALTER COLUMN reason_twelfths SET STATISTICS 0,
  ALTER COLUMN open_area SET STATISTICS 0,
  ALTER COLUMN open_seq SET STATISTICS 0,
  ALTER COLUMN open_least SET STATISTICS 0,
  ALTER COLUMN other_area SET STATISTICS 0,
  ALTER COLUMN other_kind SET STATISTICS 0,
  ALTER COLUMN other_value SET STATISTICS 0;
