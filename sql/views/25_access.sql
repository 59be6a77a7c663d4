-- The access log. Two functions here run with the rights of their owner, the only ones that do: whoever looks somebody up must
-- add an entry and seal it, and may neither read the log nor learn who exists beyond the own students. Both answer nothing.

CREATE FUNCTION meta.reads_access_log() RETURNS bool LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM record.own_role AS r WHERE r.role IN ('auditor', 'data_engineer'));
END
$$;
COMMENT ON FUNCTION meta.reads_access_log() IS 'Whether the asking login holds a role whose policy shows the access log.';

CREATE POLICY staff_reads ON meta.access_log FOR SELECT TO PUBLIC USING ((SELECT meta.reads_access_log()));
-- The owner, as whom the functions below run. That entries are sealed once and never changed is the triggers' matter.
CREATE POLICY engineer_reads ON meta.access_log FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY engineer_adds ON meta.access_log FOR INSERT TO CURRENT_USER WITH CHECK (login = session_user::text);
CREATE POLICY engineer_seals ON meta.access_log FOR UPDATE TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY engineer ON record.forgotten_student TO CURRENT_USER USING (true) WITH CHECK (true);

CREATE FUNCTION meta.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed meta.access_log;
BEGIN
  IF TG_LEVEL = 'ROW' THEN
    changed := NEW;
    changed.position := NULL;
    changed.seal := NULL;
    IF OLD.position IS NULL AND NEW.position IS NOT NULL AND changed IS NOT DISTINCT FROM OLD THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'the access log is append-only: % is not possible', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
COMMENT ON FUNCTION meta.refuse_change() IS 'Keeps the access log append-only, for the owner too: an entry can be sealed, once, and nothing else.';
CREATE TRIGGER sealed_once BEFORE UPDATE ON meta.access_log FOR EACH ROW EXECUTE FUNCTION meta.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON meta.access_log
  FOR EACH STATEMENT EXECUTE FUNCTION meta.refuse_change();

CREATE FUNCTION meta.log_access(
  command text, purpose text, outcome text, asked text, keys bigint[], row_count bigint, run int
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
  ids text[];
  found bigint[] := keys;
  result text := outcome;
BEGIN
  IF cardinality(keys) = 0 AND asked <> '' THEN
    -- Somebody may be there whom the asker may not see. The log says so; the asker gets no answer from here.
    SELECT array_agg(DISTINCT s.student_key) INTO found
    FROM (
      SELECT i.student_key FROM record.student_identity AS i WHERE i.student_id = asked
      UNION ALL SELECT s.student_key FROM record.student AS s WHERE s.ssid = asked
      UNION ALL SELECT n.student_key FROM record.students_named(asked) AS n
    ) AS s
    WHERE EXISTS (SELECT FROM record.student_now AS t WHERE t.student_key = s.student_key);
    IF found IS NOT NULL AND result = 'nobody' THEN result := 'hidden'; END IF;
  END IF;
  SELECT array_agg(i.student_id ORDER BY i.student_id) INTO ids
  FROM (
    SELECT student_id FROM record.student_identity WHERE student_key = ANY (found)
    UNION SELECT student_id FROM record.forgotten_student WHERE student_key = ANY (found)
  ) AS i;
  INSERT INTO meta.access_log (login, acting_as, command, purpose, outcome, student_key, student_ids, row_count, run_id)
  VALUES (
    session_user, coalesce(nullif(current_setting('role'), 'none'), session_user), command, purpose, result,
    CASE WHEN result <> 'set' AND cardinality(found) = 1 THEN found[1] END, ids, row_count, run);
END
$$;
COMMENT ON FUNCTION meta.log_access(text, text, text, text, bigint[], bigint, int) IS 'Adds an entry to the access log under the asking login. asked is what was looked for, where no rows were handed out: it is not kept, but whether somebody is there is.';

CREATE FUNCTION meta.access_text(entry meta.access_log, place bigint) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT string_agg(coalesce(octet_length(f.value) || ':' || f.value, '-'), ',' ORDER BY f.n)
  FROM unnest(ARRAY[
    place::text, entry.log_id::text, ((extract(epoch FROM entry.at) * 1000000)::bigint)::text, entry.login, entry.acting_as,
    entry.command, entry.purpose, entry.outcome, entry.student_key::text, entry.row_count::text, entry.run_id::text,
    (SELECT string_agg(octet_length(i.id) || ':' || i.id, ',' ORDER BY i.n)
     FROM unnest(entry.student_ids) WITH ORDINALITY AS i (id, n))
  ]) WITH ORDINALITY AS f (value, n)
$$;
COMMENT ON FUNCTION meta.access_text(meta.access_log, bigint) IS 'What is sealed of an entry: each value with its length in bytes before it, a hyphen for none, so that no two entries read the same.';

CREATE FUNCTION meta.seal_access_log(waits bool) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  entry meta.access_log;
  place bigint;
  chain bytea;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'sealing needs to see what others have just committed' USING ERRCODE = 'invalid_transaction_state';
  END IF;
  IF NOT EXISTS (SELECT FROM meta.access_log WHERE position IS NULL) THEN RETURN; END IF;
  -- A lock that readers and writers of entries do not notice and that no staff login can take. Who does not get it leaves: the
  -- entry is safe, and is sealed by whoever comes next.
  BEGIN
    IF waits THEN
      LOCK TABLE meta.access_log IN SHARE UPDATE EXCLUSIVE MODE;
    ELSE
      LOCK TABLE meta.access_log IN SHARE UPDATE EXCLUSIVE MODE NOWAIT;
    END IF;
  EXCEPTION WHEN lock_not_available THEN
    RETURN;
  END;
  -- A crash that loses seals loses nothing: they are made again.
  PERFORM set_config('synchronous_commit', 'off', true);
  SELECT position, seal INTO place, chain FROM meta.access_log
  WHERE position IS NOT NULL ORDER BY position DESC LIMIT 1;
  place := coalesce(place, 0);
  chain := coalesce(chain, decode(repeat('00', 32), 'hex'));
  FOR entry IN SELECT * FROM meta.access_log WHERE position IS NULL ORDER BY log_id LOOP
    place := place + 1;
    chain := sha256(chain || convert_to(meta.access_text(entry, place), 'UTF8'));
    UPDATE meta.access_log SET position = place, seal = chain WHERE log_id = entry.log_id;
  END LOOP;
END
$$;
COMMENT ON FUNCTION meta.seal_access_log(bool) IS 'Puts the entries that are committed and not sealed yet at the end of the chain, in a transaction of its own.';

REVOKE EXECUTE ON FUNCTION meta.log_access(text, text, text, text, bigint[], bigint, int), meta.seal_access_log(bool) FROM PUBLIC;

CREATE FUNCTION meta.access_entries(student text, account text, since date, before date) RETURNS SETOF meta.access_log
LANGUAGE sql STABLE AS $$
  SELECT * FROM meta.access_log
  WHERE (student IS NULL OR student_ids @> ARRAY[student COLLATE "C"])
    AND (account IS NULL OR login = account)
    AND (since IS NULL OR at >= since::timestamp AT TIME ZONE 'UTC')
    AND (before IS NULL OR at < before::timestamp AT TIME ZONE 'UTC')
  ORDER BY log_id
$$;
COMMENT ON FUNCTION meta.access_entries(text, text, date, date) IS 'Entries of the access log: about one student, by one login, from a day (UTC) on, before a day; empty means any.';

CREATE FUNCTION meta.forget_inputs() RETURNS void LANGUAGE sql AS $$
  UPDATE meta.run SET inputs_sha256 = NULL WHERE run_id = (SELECT run_id FROM meta.publication)
$$;
COMMENT ON FUNCTION meta.forget_inputs() IS 'Makes the next night read its files although they are the same, as other students are to be loaded from them.';

CREATE FUNCTION record.forget_student(forgotten bigint, reason text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  target record;
  gone bigint;
  total bigint := 0;
  texts text[];
BEGIN
  INSERT INTO record.forgotten_student (student_key, student_id, reason)
  SELECT i.student_key, i.student_id, forget_student.reason FROM record.student_identity AS i WHERE i.student_key = forgotten;
  -- Rows that could not be used may quote the student; what they quote goes, that they were rejected stays.
  SELECT array_agg(DISTINCT value) INTO texts FROM (
    SELECT unnest(ARRAY[s.ssid, s.last_name, s.first_name, s.middle_name, to_char(s.birth_date, 'YYYY-MM-DD')]) AS value
    FROM record.student AS s WHERE s.student_key = forgotten
    UNION ALL SELECT i.student_id FROM record.student_identity AS i WHERE i.student_key = forgotten
  ) AS v WHERE value <> '';
  UPDATE record.reject AS r SET value = NULL WHERE r.value = ANY (texts);
  UPDATE record.finding AS f SET value = NULL WHERE f.value = ANY (texts);
  -- Whatever table knows the student, also one that did not exist when this was written.
  FOR target IN
    SELECT c.oid::regclass AS relation
    FROM pg_class AS c
    JOIN pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname IN ('meta', 'record', 'evaluation', 'indicator')
    JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'student_key' AND NOT a.attisdropped
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND c.oid NOT IN ('meta.access_log'::regclass, 'record.forgotten_student'::regclass)
    ORDER BY c.oid
  LOOP
    EXECUTE format('DELETE FROM %s WHERE student_key = $1', target.relation) USING forgotten;
    GET DIAGNOSTICS gone = ROW_COUNT;
    total := total + gone;
  END LOOP;
  PERFORM meta.forget_inputs();
  RETURN total;
END
$$;
COMMENT ON FUNCTION record.forget_student(bigint, text) IS 'Deletes every row of a student, in all versions, and remembers the id so that nights leave the student out; answers how many rows went. The caller holds the lock of the night.';
