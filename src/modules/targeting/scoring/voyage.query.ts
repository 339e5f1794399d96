/** Which bills travelled together, over `shipments s`: office, voyage and departure; a bill that names no voyage is one of its own. */
export const VOYAGE = `CASE WHEN s.voyage_number IS NULL AND s.departure_on IS NULL THEN s.record_key::text
  ELSE concat_ws('|', coalesce(s.customs_office, ''), coalesce(s.voyage_number, ''), coalesce(s.departure_on, '')) END`;
