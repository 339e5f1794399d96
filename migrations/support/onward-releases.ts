export const live = (alias: string): string =>
  `${alias}.revoked_at IS NULL AND (${alias}.expires_at IS NULL OR ${alias}.expires_at > now())`;

const LIVE_ONLY = `WHERE record_key = target AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`;
/** The one writer of sharing, readers and readers_until, in turn for one record: what it counts is read after the lock. */
export const deriveReaders = (from: string, lock: string): string => `
  CREATE OR REPLACE FUNCTION app.derive_readers(target bigint) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    ${lock}
    UPDATE records r SET
      sharing = CASE WHEN live.audiences IS NULL THEN 'private' ELSE 'released' END,
      readers = coalesce(live.audiences, '{}'),
      readers_until = live.until
    FROM (${from}) live WHERE r.key = target $$;`;
export const BY_ITSELF = `SELECT array_agg(DISTINCT audience_key) AS audiences, min(expires_at) AS until FROM releases ${LIVE_ONLY}`;
/** An onward release lives no longer than what it was forwarded from. */
export const WITH_ORIGIN = `SELECT array_agg(DISTINCT x.audience_key) AS audiences, min(least(x.expires_at, p.expires_at)) AS until
           FROM releases x LEFT JOIN releases p ON p.id = x.forwarded_from
          WHERE x.record_key = target AND ${live('x')} AND (x.forwarded_from IS NULL OR (${live('p')}))`;

/** A definer function with one piece of its body changed, whatever other migrations have made of it. */
export const amended = (signature: string, from: string, to: string): string => `
  DO $do$ DECLARE before text; found text; BEGIN
    before := pg_get_functiondef('${signature}'::regprocedure);
    found := replace(before, $from$${from}$from$, $to$${to}$to$);
    IF found = before THEN RAISE EXCEPTION 'what this migration changes is not there'; END IF;
    EXECUTE found;
  END $do$;`;
