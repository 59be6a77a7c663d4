-- The files of this folder run in the order of their names, in one transaction, whenever one of them has changed. First everything that
-- an earlier set made goes: views, functions (with their triggers) and policies. Tables stay.
DO $$
DECLARE
  target record;
BEGIN
  FOR target IN
    SELECT schemaname, tablename, policyname FROM pg_policies
    WHERE schemaname IN ('meta', 'record', 'evaluation', 'indicator')
  LOOP
    EXECUTE format('DROP POLICY %I ON %I.%I', target.policyname, target.schemaname, target.tablename);
  END LOOP;
  FOR target IN
    SELECT schemaname, viewname FROM pg_views WHERE schemaname IN ('meta', 'record', 'evaluation', 'indicator')
  LOOP
    EXECUTE format('DROP VIEW IF EXISTS %I.%I CASCADE', target.schemaname, target.viewname);
  END LOOP;
  FOR target IN
    SELECT p.oid::regprocedure::text AS signature
    FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
    WHERE n.nspname IN ('meta', 'record', 'evaluation', 'indicator')
  LOOP
    EXECUTE format('DROP FUNCTION IF EXISTS %s CASCADE', target.signature);
  END LOOP;
END
$$;
