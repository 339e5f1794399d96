import { definer } from './protect-table';

/** What an organisation may ask unless an access administrator says otherwise; a million guesses take fifty days. */
const IDENTIFIERS_PER_DAY = 20_000;
const HITS_PER_DAY = 200;
const CALLS_PER_MINUTE = 30;

const PINNED = `SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp`;
/** Some ten thousand keys among millions: always by the index, whatever the planner guesses of an array. */
const BY_INDEX = `SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off`;
const ACTING = `nullif(current_setting('app.me', true), '')::int`;

const ASK = 'app.ask_blindly(uuid, text, text, int, int, bytea, bytea)';
const ANSWER = 'app.answer_blindly(uuid)';
const TELL = 'app.tell_blind_holders(uuid)';
const WANT = 'app.want_blind_contact(uuid, text)';
const TELL_WANTED = 'app.tell_blind_contact(uuid)';
const ANSWER_CONTACT = 'app.answer_blind_contact(uuid, boolean)';
const STALE = 'app.stale_blind_sets(int)';
const LIMITS = 'app.blind_limits_of(int)';
export const BLIND_FUNCTIONS = [ASK, ANSWER, TELL, WANT, TELL_WANTED, ANSWER_CONTACT, STALE, LIMITS];

/** Runs as whoever calls it: of another organisation only an access administrator sees more than what holds for everybody. */
const limits = `
  CREATE FUNCTION ${LIMITS.replace('int', 'organisation int')} RETURNS TABLE (identifiers_per_day int, hits_per_day int, calls_per_minute int)
  LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(l.identifiers_per_day, ${IDENTIFIERS_PER_DAY}), coalesce(l.hits_per_day, ${HITS_PER_DAY}), coalesce(l.calls_per_minute, ${CALLS_PER_MINUTE})
      FROM (VALUES (1)) one LEFT JOIN LATERAL (
        SELECT * FROM blind_limits b WHERE b.organisation_key = organisation ORDER BY b.key DESC LIMIT 1) l ON true $$;
  REVOKE ALL ON FUNCTION ${LIMITS} FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION ${LIMITS} TO lambi_app, lambi_search;`;

/** Charges and stores a query, or says why not. The row of the day is locked until the transaction ends: two calls never share what is left. */
const ask = `
  CREATE FUNCTION app.ask_blindly(query_id uuid, why text, basis text, asked_key_id int, many int, asked_lookups bytea, asked_exacts bytea)
  RETURNS TABLE (refused text, retry_after int) LANGUAGE plpgsql ${PINNED} AS $$
  DECLARE
    me int := ${ACTING};
    at timestamptz := clock_timestamp();
    today date := (at AT TIME ZONE 'UTC')::date;
    this_minute timestamptz;
    spent blind_usage;
    most record;
    to_midnight int := ceil(extract(epoch FROM ((today + 1)::timestamp AT TIME ZONE 'UTC') - at));
  BEGIN
    SELECT * INTO most FROM app.blind_limits_of(me);
    INSERT INTO blind_usage (owner_id, day) VALUES (me, today) ON CONFLICT DO NOTHING;
    SELECT * INTO spent FROM blind_usage u WHERE u.owner_id = me AND u.day = today FOR UPDATE;
    -- Whoever waited for the row comes with a minute of before: it does not begin the count again.
    this_minute := greatest(spent.minute, date_trunc('minute', at));
    IF spent.minute IS DISTINCT FROM this_minute THEN spent.calls := 0; END IF;
    IF spent.calls >= most.calls_per_minute THEN
      RETURN QUERY SELECT 'TOO_FAST', ceil(extract(epoch FROM this_minute + interval '1 minute' - at))::int;
    ELSIF spent.identifiers + many > most.identifiers_per_day THEN
      RETURN QUERY SELECT 'IDENTIFIERS', to_midnight;
    ELSIF spent.hits >= most.hits_per_day THEN
      RETURN QUERY SELECT 'HITS', to_midnight;
    ELSE
      UPDATE blind_usage u SET identifiers = u.identifiers + many, minute = this_minute, calls = spent.calls + 1
       WHERE u.owner_id = me AND u.day = today;
      INSERT INTO blind_queries (id, owner_id, asked_by, reason, legal_basis, identifiers, clearance, readers, key_id, lookups, exacts, asked_at)
        VALUES (query_id, me, nullif(current_setting('app.user', true), '')::int, why, basis, many, current_setting('app.clearance')::smallint,
          current_setting('app.readers')::int[], asked_key_id, asked_lookups, asked_exacts, date_trunc('milliseconds', at));
    END IF;
  END $$;`;

/** 16 zero bytes stand for no hash. */
const NONE = `'\\x00000000000000000000000000000000'::bytea`;
const agreement = (published: string, asked: string): string => `CASE
  WHEN ${published}.kind = 'PERSON' AND (${published}.exact IS NULL OR ${asked}.exact IS NULL) THEN 'NAME_ONLY'
  WHEN ${published}.exact IS NOT DISTINCT FROM ${asked}.exact THEN 'EXACT' ELSE 'LOOK_ALIKE' END`;

/**
 * Everything published that a query meets: under its key, of others, not disabled, for its askers, standing at that moment. Two persons of
 * one name with different years of birth do not meet.
 */
const met = (keys: string, at: string, more: string): string => `
    -- By itself, or the planner looks all keys up again for each set.
    found AS MATERIALIZED (
      SELECT x.set_key, x.entry, x.kind, x.lookup, x.exact, x.record_key FROM blind_index x WHERE x.lookup = ANY (${keys}) AND x.key_id = q.key_id),
    asked AS MATERIALIZED (
      SELECT g AS item, substring(q.lookups FROM g * 16 + 1 FOR 16) AS lookup, nullif(substring(q.exacts FROM g * 16 + 1 FOR 16), ${NONE}) AS exact
        FROM generate_series(0, q.identifiers - 1) g WHERE substring(q.lookups FROM g * 16 + 1 FOR 16) IN (SELECT f.lookup FROM found f)),
    candidates AS MATERIALIZED (
      SELECT x.*, s.owner_id, s.rule, s.classification, s.tell_holder, s.id AS set_id, coalesce(o.state, o.kind) AS country, o.code
        FROM found x JOIN blind_sets s ON s.key = x.set_key JOIN organisations o ON o.key = s.owner_id
       WHERE s.key_id = q.key_id AND s.owner_id <> q.owner_id AND o.disabled_at IS NULL
         AND s.published_at <= ${at} AND (s.withdrawn_at IS NULL OR s.withdrawn_at > ${at}) AND (s.until IS NULL OR s.until > ${at})
         AND (s.audience_keys IS NULL OR s.audience_keys && q.readers) AND ${more}),
    met AS MATERIALIZED (
      SELECT a.item, c.*, ${agreement('c', 'a')} AS agreement
        FROM candidates c JOIN asked a ON a.lookup = c.lookup
       WHERE c.kind <> 'PERSON' OR c.exact IS NULL OR a.exact IS NULL OR c.exact = a.exact)`;
const KEYS = `ARRAY (SELECT substring(hashes FROM g * 16 + 1 FOR 16) FROM generate_series(0, q.identifiers - 1) g)`;
/** What the querier is not to learn of: a silent set, or one above its clearance. */
const QUIET = `(s.rule = 'SILENT' OR s.classification > q.clearance)`;

/**
 * Looks a stored query up, once. Gives the number of items answered (from the first; fewer than asked where the day's hits are used up), or
 * nothing for a query that is not the caller's or has its answer. What the querier may not learn of is not touched here, so that an answer
 * takes as long with a silent holder as with none; blind.tell does that afterwards, for every query alike.
 */
const answer = `
  CREATE FUNCTION app.answer_blindly(query_id uuid) RETURNS int LANGUAGE plpgsql ${PINNED} ${BY_INDEX} AS $$
  DECLARE
    q blind_queries;
    hashes bytea;
    keys bytea[];
    at timestamptz := clock_timestamp();
    room int;
    done int;
    hit_items int;
  BEGIN
    SELECT * INTO q FROM blind_queries b WHERE b.id = query_id AND b.owner_id = ${ACTING} FOR UPDATE;
    IF NOT FOUND OR q.answered_at IS NOT NULL THEN RETURN NULL; END IF;
    SELECT (SELECT l.hits_per_day FROM app.blind_limits_of(q.owner_id) l) - u.hits
      INTO room FROM blind_usage u WHERE u.owner_id = q.owner_id AND u.day = (q.asked_at AT TIME ZONE 'UTC')::date FOR UPDATE OF u;
    hashes := q.lookups || ''::bytea;
    q.lookups := hashes;
    q.exacts := q.exacts || ''::bytea;
    keys := ${KEYS};
    WITH ${met('keys', 'at', `NOT ${QUIET}`)},
    ranked AS (SELECT m.*, dense_rank() OVER (ORDER BY m.item) AS place FROM met m),
    shown AS (SELECT r.* FROM ranked r WHERE r.place <= room),
    groups AS (
      SELECT item, rule, CASE rule WHEN 'COUNTRY' THEN country WHEN 'CONTACT_ME' THEN code END AS party,
             min(agreement) AS agreement, min(classification) AS classification, gen_random_uuid() AS id
        FROM shown GROUP BY 1, 2, 3),
    hits AS (
      INSERT INTO blind_hits (id, owner_id, classification, query_key, item, rule, party, agreement, found_at)
        SELECT g.id, q.owner_id, g.classification, q.key, g.item, g.rule, g.party, g.agreement, date_trunc('milliseconds', at) FROM groups g
         ORDER BY g.item, g.rule, g.party
        RETURNING key, item, rule, party),
    matches AS (
      INSERT INTO blind_matches (id, owner_id, classification, set_key, entry, kind, record_key, agreement, told, hit_key, query_key, query_id, item,
          asker_key, reason, legal_basis, found_at)
        SELECT gen_random_uuid(), s.owner_id, s.classification, s.set_key, s.entry, s.kind, s.record_key, s.agreement, s.tell_holder, h.key, q.key, q.id,
               s.item, q.owner_id, q.reason, q.legal_basis, date_trunc('milliseconds', at)
          FROM shown s JOIN hits h ON h.item = s.item AND h.rule = s.rule
           AND h.party IS NOT DISTINCT FROM CASE s.rule WHEN 'COUNTRY' THEN s.country WHEN 'CONTACT_ME' THEN s.code END
        RETURNING 1)
    SELECT count(DISTINCT s.item), CASE WHEN count(DISTINCT s.item) >= room THEN coalesce(max(s.item) + 1, 0) ELSE q.identifiers END
      INTO hit_items, done FROM shown s;
    UPDATE blind_usage u SET hits = u.hits + hit_items WHERE u.owner_id = q.owner_id AND u.day = (q.asked_at AT TIME ZONE 'UTC')::date;
    UPDATE blind_queries b SET answered_at = date_trunc('milliseconds', at), answered = done WHERE b.key = q.key;
    RETURN done;
  END $$;`;

/** One row for each holder: the first of its matches that the least cleared may see, the record that all of them are of, if it is one, and how many there are. */
const byHolder = (matches: string): string => `
      SELECT g.owner_id, g.first, r.id, g.matches FROM (
        SELECT m.owner_id, (array_agg(m.id ORDER BY m.classification, m.item, m.key))[1] AS first, count(*)::int AS matches,
               CASE WHEN min(m.record_key) = max(m.record_key) AND count(m.record_key) = count(*) THEN min(m.record_key) END AS record_key
          FROM ${matches} GROUP BY m.owner_id) g LEFT JOIN records r ON r.key = g.record_key ORDER BY 1`;

/** Writes down for holders what the querier does not learn of, and says once whom to tell of the query: one row for each holder. */
const tell = `
  CREATE FUNCTION app.tell_blind_holders(query_id uuid) RETURNS TABLE (holder_key int, match_id uuid, record_id uuid, matches int)
  LANGUAGE plpgsql ${PINNED} ${BY_INDEX} AS $$
  DECLARE
    q blind_queries;
    hashes bytea;
    keys bytea[];
  BEGIN
    SELECT * INTO q FROM blind_queries b WHERE b.id = query_id FOR UPDATE;
    IF NOT FOUND OR q.answered_at IS NULL OR q.told_at IS NOT NULL THEN RETURN; END IF;
    hashes := q.lookups || ''::bytea;
    q.lookups := hashes;
    q.exacts := q.exacts || ''::bytea;
    keys := ${KEYS};
    WITH ${met('keys', 'q.answered_at', QUIET)}
    INSERT INTO blind_matches (id, owner_id, classification, set_key, entry, kind, record_key, agreement, told, query_key, query_id, item, asker_key,
        reason, legal_basis, found_at)
      SELECT gen_random_uuid(), m.owner_id, m.classification, m.set_key, m.entry, m.kind, m.record_key, m.agreement, m.tell_holder, q.key, q.id, m.item,
             q.owner_id, q.reason, q.legal_basis, q.answered_at
        FROM met m WHERE m.item < q.answered;
    UPDATE blind_queries b SET told_at = clock_timestamp() WHERE b.key = q.key;
    RETURN QUERY ${byHolder('blind_matches m WHERE m.query_key = q.key AND m.told')};
  END $$;`;

/** The querier asks whoever holds it to come forward. Says nothing of how many. */
const want = `
  CREATE FUNCTION app.want_blind_contact(hit_id uuid, message text) RETURNS boolean LANGUAGE plpgsql ${PINNED} AS $$
  DECLARE
    h blind_hits;
  BEGIN
    SELECT * INTO h FROM blind_hits b WHERE b.id = hit_id AND b.owner_id = ${ACTING} FOR UPDATE;
    IF NOT FOUND OR h.wanted_at IS NOT NULL THEN RETURN false; END IF;
    UPDATE blind_hits b SET wanted_at = date_trunc('milliseconds', clock_timestamp()) WHERE b.key = h.key;
    UPDATE blind_matches m SET contact_wanted_at = date_trunc('milliseconds', clock_timestamp()), contact_message = message WHERE m.hit_key = h.key;
    RETURN true;
  END $$;`;

const tellWanted = `
  CREATE FUNCTION app.tell_blind_contact(hit_id uuid) RETURNS TABLE (holder_key int, match_id uuid, record_id uuid, matches int)
  LANGUAGE plpgsql ${PINNED} AS $$
  DECLARE
    wanted bigint := (SELECT b.key FROM blind_hits b WHERE b.id = hit_id FOR UPDATE);
  BEGIN
    RETURN QUERY
      WITH told AS (UPDATE blind_matches m SET contact_told_at = clock_timestamp()
         WHERE m.hit_key = wanted AND m.contact_wanted_at IS NOT NULL AND m.contact_told_at IS NULL RETURNING m.*) ${byHolder('told m')};
  END $$;`;

/** The holder comes forward, or not: only the first is told to the querier. Gives who asked and its hit, or nothing where nobody waits. */
const answerContact = `
  CREATE FUNCTION app.answer_blind_contact(match_id uuid, accepted boolean) RETURNS TABLE (asker_key int, hit_id uuid)
  LANGUAGE plpgsql ${PINNED} AS $$
  DECLARE
    held blind_matches;
  BEGIN
    SELECT * INTO held FROM blind_matches m WHERE m.id = match_id AND m.owner_id = ${ACTING} FOR UPDATE;
    IF NOT FOUND OR held.contact_wanted_at IS NULL OR held.contact_answer IS NOT NULL THEN RETURN; END IF;
    UPDATE blind_matches m SET contact_answer = CASE WHEN accepted THEN 'ACCEPTED' ELSE 'DECLINED' END,
        contact_answered_at = date_trunc('milliseconds', clock_timestamp())
     WHERE m.hit_key = held.hit_key AND m.owner_id = held.owner_id AND m.contact_answer IS NULL;
    IF accepted THEN
      UPDATE blind_hits b SET accepted_by = array_append(b.accepted_by, held.owner_id),
          accepted_levels = array_append(b.accepted_levels, (SELECT min(m.classification) FROM blind_matches m
            WHERE m.hit_key = held.hit_key AND m.owner_id = held.owner_id))
       WHERE b.key = held.hit_key AND held.owner_id <> ALL (b.accepted_by);
    END IF;
    RETURN QUERY SELECT b.owner_id, b.id FROM blind_hits b WHERE b.key = held.hit_key;
  END $$;`;

const stale = `
  CREATE FUNCTION app.stale_blind_sets(current_key_id int) RETURNS SETOF int LANGUAGE sql STABLE ${PINNED} AS $$
    SELECT DISTINCT s.owner_id FROM blind_sets s JOIN organisations o ON o.key = s.owner_id
     WHERE s.key_id <> current_key_id AND s.source = 'RECORDS' AND s.withdrawn_at IS NULL AND (s.until IS NULL OR s.until > now()) AND o.disabled_at IS NULL
  $$;`;

export const blindFunctions = (): string =>
  limits +
  [
    [ASK, ask],
    [ANSWER, answer],
    [TELL, tell],
    [WANT, want],
    [TELL_WANTED, tellWanted],
    [ANSWER_CONTACT, answerContact],
    [STALE, stale],
  ]
    .map(([signature, sql]) => definer('lambi_search', signature!, sql!))
    .join('\n');
