-- Where access is lost: what each student's school offers whole, and whether marks said that the student was ready for AP (decision 0026).

ALTER TABLE evaluation.verdict
  ADD COLUMN offered_areas smallint,
  ADD COLUMN ready_areas smallint;
COMMENT ON COLUMN evaluation.verdict.offered_areas IS 'Areas that the listed courses of the student''s school in the school year of the run complete by themselves, as the sum of 1 for A, 2 for B, 4 for C and so on; empty for a student of no school of grades 9 to 12. This and the next: in UC rows only; empty in runs before migration 0019.';
COMMENT ON COLUMN evaluation.verdict.ready_areas IS 'Areas A to F in which marks up to some year of the grades 9 to 11 said that the student was ready for an AP course, as such a sum (policies/exams.yaml, ap_ready).';
COMMENT ON COLUMN evaluation.verdict.whole_areas IS 'Areas that would be met if every record had been passed: all was taken that they ask, as such a sum; in runs before migration 0019, areas of which as much was taken as the pattern asks.';
ALTER TABLE evaluation.verdict
  ALTER COLUMN offered_areas SET STATISTICS 0, ALTER COLUMN ready_areas SET STATISTICS 0;
