-- Finding students. Each function is one simple SELECT, so that the server puts it into the caller's plan and its indexes are used.
-- An index on a name serves the owner alone: under row-level security nothing may look at a name before the policy has spoken, as
-- functions on text are not leakproof. Everybody else is served by the index on counselor_id, or by reading what the policy lets through.

CREATE FUNCTION record.folded(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT lower(translate(
    CASE WHEN octet_length(t) = length(t) THEN t
    ELSE translate(regexp_replace(normalize(t, NFD), '[\u0300-\u036f]', '', 'g'), 'ØøŁłĐđÐðıßÆæŒœ‐‑’‘ʼʻ´', 'OoLlDdDdisAaOo  ') END,
    '-''`.,', ' '))
$$;
COMMENT ON FUNCTION record.folded(text) IS 'A name as it is searched: without case, accents and punctuation, a hyphen as a space. The indexes on names are on this expression.';

CREATE FUNCTION record.pattern_of(wanted text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT string_agg(replace(replace(replace(w.word, '\', '\\'), '%', '\%'), '_', '\_'), ' ' ORDER BY w.n)
  FROM regexp_split_to_table(record.folded(wanted), '\s+') WITH ORDINALITY AS w (word, n) WHERE w.word <> ''
$$;
COMMENT ON FUNCTION record.pattern_of(text) IS 'The words of what is searched, folded, as a LIKE pattern that means just themselves; empty where there are none.';

CREATE FUNCTION record.students_with_id(wanted text) RETURNS SETOF record.student_now LANGUAGE sql STABLE AS $$
  SELECT * FROM record.student_now WHERE student_id = wanted
$$;
COMMENT ON FUNCTION record.students_with_id(text) IS 'The student of the published run with this student_id.';

CREATE FUNCTION record.students_with_ssid(wanted text) RETURNS SETOF record.student_now LANGUAGE sql STABLE AS $$
  SELECT * FROM record.student_now WHERE ssid = wanted
$$;
COMMENT ON FUNCTION record.students_with_ssid(text) IS 'The students of the published run with this statewide id.';

CREATE FUNCTION record.students_named(wanted text) RETURNS SETOF record.student_now LANGUAGE sql STABLE AS $$
  SELECT * FROM record.student_now
  WHERE record.folded(first_name || ' ' || last_name) LIKE record.pattern_of(wanted)
    OR record.folded(last_name || ' ' || first_name) LIKE record.pattern_of(wanted)
$$;
COMMENT ON FUNCTION record.students_named(text) IS 'Students of the published run by full name, "First Last" or "Last, First".';

CREATE FUNCTION record.students_beginning(wanted text) RETURNS SETOF record.student_now LANGUAGE sql STABLE AS $$
  SELECT * FROM record.student_now
  WHERE record.folded(first_name || ' ' || last_name) LIKE record.pattern_of(wanted) || '%'
    OR record.folded(last_name || ' ' || first_name) LIKE record.pattern_of(wanted) || '%'
$$;
COMMENT ON FUNCTION record.students_beginning(text) IS 'Students of the published run by the beginning of their name, "First Last" or "Last, First".';

CREATE FUNCTION record.names_matching(wanted text, own bool) RETURNS TABLE (
  fit int, student_key bigint, from_run int, student_id text, first_name text, last_name text, school_id text, grade_level smallint
) LANGUAGE sql STABLE AS $$
  WITH fitting AS MATERIALIZED (
    SELECT s.*
    FROM record.student AS s
    WHERE s.from_run <= (SELECT meta.shown_run())
      AND (s.to_run IS NULL OR s.to_run > (SELECT meta.shown_run()))
      AND (NOT own OR s.counselor_id = ANY ((SELECT record.own_staff())::text[]))
      AND record.folded(s.first_name || ' ' || coalesce(s.middle_name || ' ', '') || s.last_name)
        LIKE ALL (ARRAY(SELECT '%' || w || '%' FROM unnest(string_to_array(record.pattern_of(wanted), ' ')) AS w))
      AND record.pattern_of(wanted) IS NOT NULL
  ), ranked AS MATERIALIZED (
    SELECT CASE
        WHEN n.forward LIKE p.whole OR n.backward LIKE p.whole THEN 1
        WHEN n.forward LIKE p.whole || '%' OR n.backward LIKE p.whole || '%' THEN 2
        WHEN ' ' || n.complete LIKE ALL (p.beginnings) THEN 3
        ELSE 4
      END AS fit, f.*
    FROM fitting AS f
    CROSS JOIN (
      SELECT record.pattern_of(wanted) AS whole,
        ARRAY(SELECT '% ' || w || '%' FROM unnest(string_to_array(record.pattern_of(wanted), ' ')) AS w) AS beginnings) AS p
    CROSS JOIN LATERAL (
      SELECT record.folded(f.first_name || ' ' || f.last_name) AS forward, record.folded(f.last_name || ' ' || f.first_name) AS backward,
        record.folded(f.first_name || ' ' || coalesce(f.middle_name || ' ', '') || f.last_name) AS complete) AS n
  )
  SELECT r.fit, r.student_key, r.from_run, i.student_id, r.first_name, r.last_name, r.school_id, r.grade_level
  FROM ranked AS r JOIN record.student_identity AS i USING (student_key)
  WHERE r.fit = (SELECT min(t.fit) FROM ranked AS t)
  ORDER BY i.student_id
$$;
COMMENT ON FUNCTION record.names_matching(text, bool) IS 'The students of the published run whose names fit best: 1 the whole name, 2 its beginning, 3 every word begins a word of it, 4 every word is somewhere in it. own: only of the own caseload, which an index finds.';

CREATE FUNCTION record.name_search() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN count(*) = 0 THEN 'index'
    WHEN bool_and(role = 'counselor') AND coalesce(current_setting('agtrack.run', true), '') = '' THEN 'own' ELSE 'all' END
  FROM record.own_role
$$;
COMMENT ON FUNCTION record.name_search() IS 'Which way to a name is the quickest for the asking login: index (no policy of staff stands before it: the owner), own (a counselor: the caseload first; not in an earlier run, in which it was another) or all. It decides nothing about who is seen.';

CREATE FUNCTION record.visible_names() RETURNS TABLE (
  student_key bigint, from_run int, student_id text, first_name text, last_name text, school_id text, grade_level smallint, folded_name text
) LANGUAGE sql STABLE AS $$
  SELECT student_key, from_run, student_id, first_name, last_name, school_id, grade_level,
    record.folded(first_name || ' ' || last_name)
  FROM record.student_now
  ORDER BY student_id
$$;
COMMENT ON FUNCTION record.visible_names() IS 'The names of the published run that the asking login may see, to look for one that is spelled almost so.';
