-- What staff logins may do at all; which rows they see is decided by the policies. The role exists only after `agtrack roles`.

CREATE FUNCTION meta.grant_staff_access() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  GRANT USAGE ON SCHEMA meta, record, evaluation, indicator TO agtrack_staff;
  GRANT SELECT ON ALL TABLES IN SCHEMA meta, record, evaluation, indicator TO agtrack_staff;
  REVOKE INSERT ON meta.access_log FROM agtrack_staff;
  GRANT EXECUTE ON FUNCTION meta.log_access(text, text, text, text, bigint[], bigint, int), meta.seal_access_log(bool)
    TO agtrack_staff;
END
$$;
COMMENT ON FUNCTION meta.grant_staff_access() IS 'Lets the role agtrack_staff read, under row-level security, and add to the access log.';

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'agtrack_staff') THEN
    PERFORM meta.grant_staff_access();
  END IF;
END
$$;
