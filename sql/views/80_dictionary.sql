-- The data dictionary, out of the catalogue's comments.

CREATE VIEW meta.dictionary WITH (security_invoker = true) AS
SELECT n.nspname::text COLLATE "C" AS schema_name, c.relname::text COLLATE "C" AS relation_name,
  CASE c.relkind WHEN 'v' THEN 'view' ELSE 'table' END AS relation_kind,
  obj_description(c.oid, 'pg_class') AS relation_comment,
  c.relrowsecurity AS row_security,
  a.attnum AS position, a.attname::text COLLATE "C" AS column_name, format_type(a.atttypid, a.atttypmod) AS column_type,
  NOT a.attnotnull AND c.relkind <> 'v' AS may_be_empty,
  EXISTS (SELECT FROM pg_index AS i WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY (i.indkey)) AS in_key,
  col_description(c.oid, a.attnum) AS column_comment
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE n.nspname IN ('meta', 'record', 'evaluation', 'indicator') AND c.relkind IN ('r', 'p', 'v', 'm');
COMMENT ON VIEW meta.dictionary IS 'One row per table or view and column.';
COMMENT ON COLUMN meta.dictionary.schema_name IS 'Schema.';
COMMENT ON COLUMN meta.dictionary.relation_name IS 'Table or view.';
COMMENT ON COLUMN meta.dictionary.relation_kind IS 'table or view.';
COMMENT ON COLUMN meta.dictionary.relation_comment IS 'What one row is.';
COMMENT ON COLUMN meta.dictionary.row_security IS 'Whether row-level security is on.';
COMMENT ON COLUMN meta.dictionary.position IS 'Order of the columns.';
COMMENT ON COLUMN meta.dictionary.column_name IS 'Column.';
COMMENT ON COLUMN meta.dictionary.column_type IS 'Type.';
COMMENT ON COLUMN meta.dictionary.may_be_empty IS 'Whether the column of a table takes NULL.';
COMMENT ON COLUMN meta.dictionary.in_key IS 'Whether the column is part of the primary key.';
COMMENT ON COLUMN meta.dictionary.column_comment IS 'What the column means.';

CREATE VIEW meta.dictionary_line WITH (security_invoker = true) AS
SELECT schema_name, relation_name, relation_kind, coalesce(relation_comment, '') AS relation_comment, row_security, position,
  column_name, column_type, may_be_empty, in_key, coalesce(column_comment, '') AS column_comment
FROM meta.dictionary
ORDER BY array_position(ARRAY['meta', 'record', 'evaluation', 'indicator'], schema_name::text), relation_kind, relation_name,
  position;
COMMENT ON VIEW meta.dictionary_line IS 'One row per table or view and column, in the order of the printed dictionary.';

-- A column of a view that has no comment of its own means what the column of the same name means in the table it comes from.
DO $$
DECLARE
  target record;
BEGIN
  FOR pass IN 1..4 LOOP
    FOR target IN
      SELECT DISTINCT ON (v.oid, a.attnum) v.oid::regclass AS view_name, a.attname AS column_name,
        col_description(source.oid, b.attnum) AS meaning
      FROM pg_class AS v
      JOIN pg_namespace AS n ON n.oid = v.relnamespace AND n.nspname IN ('meta', 'record', 'evaluation', 'indicator')
      JOIN pg_attribute AS a ON a.attrelid = v.oid AND a.attnum > 0
      JOIN pg_rewrite AS w ON w.ev_class = v.oid
      JOIN pg_depend AS d ON d.objid = w.oid AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> v.oid
      JOIN pg_class AS source ON source.oid = d.refobjid
      JOIN pg_namespace AS sn ON sn.oid = source.relnamespace
      JOIN pg_attribute AS b ON b.attrelid = source.oid AND b.attname = a.attname AND b.attnum > 0
      WHERE v.relkind = 'v' AND col_description(v.oid, a.attnum) IS NULL
        AND col_description(source.oid, b.attnum) IS NOT NULL
      ORDER BY v.oid, a.attnum, sn.nspname COLLATE "C", source.relname COLLATE "C"
    LOOP
      EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', target.view_name, target.column_name, target.meaning);
    END LOOP;
  END LOOP;
END
$$;
