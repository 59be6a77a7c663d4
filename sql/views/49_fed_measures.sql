-- Measures that a district delivers in measures.csv and measure_values.csv, with what contradicts itself in them.

CREATE FUNCTION indicator.fed_measures_in(run int) RETURNS TABLE (
  measure_id text, number text, name text, denominator text, kind text, direction text, unit text, scope text, scope_id text,
  scope_name text, student_group text, school_year smallint, actual text, target text, long_term_year text, long_term_target text,
  problems text
) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH measure AS (
    SELECT m.*, count(*) OVER (PARTITION BY m.number) > 1 AND m.number IS NOT NULL AS is_numbered_twice,
      coalesce(lower(m.unit) ~ '^(percent|%)', false) AS is_percent
    FROM record.measure AS m
    WHERE m.generation = (SELECT f.generation FROM meta.run_file AS f WHERE f.run_id = run AND f.file = 'measures.csv')
  ), value AS (
    SELECT v.*, s.district_id, s.name AS school_name, coalesce(v.student_group, '') AS student_of
    FROM record.measure_value AS v
    LEFT JOIN record.schools_in(run) AS s ON s.school_id = v.scope_id
    WHERE v.generation = (SELECT f.generation FROM meta.run_file AS f WHERE f.run_id = run AND f.file = 'measure_values.csv')
  ), school AS (
    -- A rate of a district lies between those of its schools, if all of them are there.
    SELECT v.measure_id, v.district_id, v.student_of, v.school_year, min(v.actual::numeric) AS least, max(v.actual::numeric) AS most
    FROM value AS v
    WHERE v.district_id IS NOT NULL AND v.actual IS NOT NULL
    GROUP BY v.measure_id, v.district_id, v.student_of, v.school_year
    HAVING count(*) > 1
  )
  SELECT m.measure_id, m.number, m.name, m.denominator, m.kind, m.direction, m.unit,
    CASE WHEN v.measure_id IS NULL THEN NULL WHEN v.school_name IS NULL THEN 'district' ELSE 'school' END, v.scope_id,
    coalesce(v.school_name, (
      SELECT min(d.district_name COLLATE "C") FROM record.schools_in(run) AS d WHERE d.district_id = v.scope_id), v.scope_id),
    v.student_group, v.school_year, v.actual::numeric::text, v.target::numeric::text, v.long_term_year, v.long_term_target,
    concat_ws(';',
      CASE WHEN m.is_numbered_twice THEN 'number_twice' END,
      CASE WHEN v.measure_id IS NULL THEN 'no_value' END,
      CASE WHEN m.is_percent AND (v.actual::numeric NOT BETWEEN 0 AND 100 OR v.target::numeric NOT BETWEEN 0 AND 100)
        THEN 'not_a_percent' END,
      CASE WHEN m.is_percent AND (v.actual::numeric < s.least OR v.actual::numeric > s.most) THEN 'outside_its_schools' END,
      CASE WHEN left(v.long_term_year, 4)::int < v.school_year THEN 'long_term_is_past' END)
  FROM measure AS m
  LEFT JOIN value AS v ON v.measure_id = m.measure_id
  LEFT JOIN school AS s ON s.measure_id = v.measure_id AND s.district_id = v.scope_id AND s.student_of = v.student_of
    AND s.school_year = v.school_year
  ORDER BY m.row_no, v.school_year, v.school_name IS NOT NULL, v.scope_id, v.student_group NULLS FIRST
$$;
COMMENT ON FUNCTION indicator.fed_measures_in(int) IS 'Measures of a run that a district delivered, a row per value (one without values where there are none), and in problems what contradicts itself: number_twice, no_value, not_a_percent, outside_its_schools, long_term_is_past.';
