/** A table whose rows belong to the state of a record: one row, or a list in this order. */
type Part = string | readonly [table: string, order: string];
/** What a record's state is made of, under the names it has in the document. */
export type StateParts = Readonly<Record<string, Part>>;

const IDENTIFIERS = `(SELECT jsonb_agg(to_jsonb(t) - 'statement_seq' ORDER BY t.seq) FROM identifiers t WHERE t.record_key = r.key)`;

const rowsOf = (part: Part): string =>
  typeof part === 'string'
    ? `(SELECT to_jsonb(t) FROM ${part} t WHERE t.record_key = r.key)`
    : `(SELECT jsonb_agg(to_jsonb(t) ORDER BY ${part[1]}) FROM ${part[0]} t WHERE t.record_key = r.key)`;
const parts = (state: StateParts): string =>
  Object.entries(state)
    .map(([name, part]) => `'${name}', ${rowsOf(part)}`)
    .join(', ');

const EVERY_KIND: StateParts = { private: 'record_private', releases: ['releases', 't.id'] };

/** How a state says its attachments up to migration 19: one by one. */
export const LISTED_ATTACHMENTS = `'attachments', (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.seq) FROM attachments t WHERE t.record_key = r.key)`;
/** Since migration 20: by the last link of their chain. Those of before stay listed, so that what was hashed then keeps its hash. */
export const CHAINED_ATTACHMENTS = `'attachments', (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.seq) FROM attachments t WHERE t.record_key = r.key AND t.chain IS NULL),
            'attachmentChain', (SELECT jsonb_build_object('count', t.seq + 1, 'sha256', encode(t.chain, 'hex')) FROM attachments t
              WHERE t.record_key = r.key AND t.chain IS NOT NULL ORDER BY t.seq DESC LIMIT 1)`;

export const INSPECTION_STATE: StateParts = { inspection: 'inspections', items: ['inspection_items', 't.seq'] };

/** As migration 14 left it. */
const KINDS: Readonly<Record<string, StateParts>> = {
  inspection: INSPECTION_STATE,
  shipment: {
    shipment: 'shipments',
    parties: ['shipment_parties', 't.seq'],
    containers: ['shipment_containers', 't.seq'],
  },
  entity: {
    entity: 'entities',
    statements: ['statements', 't.seq'],
    sightings: ['statement_sightings', 't.statement_seq, t.seen_at'],
  },
  exchange: {
    exchange: 'exchanges',
    recipients: ['exchange_recipients', 't.audience_key'],
    enclosures: ['exchange_enclosures', 't.enclosed_key'],
    events: ['exchange_events', 't.id'],
  },
  case: { case: 'cases', members: ['case_members', 't.member_key'], judgements: ['case_judgements', 't.seq'] },
  exemption: {
    exemption: 'exemptions',
    decisions: ['exemption_events', 't.seq, t.revision'],
    uses: ['exemption_uses', 't.seq, t.revision'],
  },
  diversion: { diversion: 'diversions' },
};

/**
 * app.record_state: what the log's hashes speak of. Empty lists and nulls are left out, so that a column or a table added later does not
 * change the hash of what was written before; a new column is therefore null where nothing was said.
 *
 * @param changed the kinds whose state a migration adds to, whole
 */
export const recordState = (
  changed: Readonly<Record<string, StateParts>> = {},
  attachments = CHAINED_ATTACHMENTS,
): string => `
      CREATE OR REPLACE FUNCTION app.record_state(target bigint) RETURNS jsonb LANGUAGE sql STABLE
      SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET timezone = 'UTC' SET bytea_output = 'hex' AS $$
        SELECT jsonb_strip_nulls(
          (to_jsonb(r) - '{readers,readers_until,sharing}'::text[]) || jsonb_build_object(${parts(EVERY_KIND)}, ${attachments}, 'identifiers', ${IDENTIFIERS})
          || CASE r.kind
            ${Object.entries({ ...KINDS, ...changed })
              .map(([kind, state]) => `WHEN '${kind}' THEN jsonb_build_object(${parts(state)})`)
              .join('\n            ')}
            ELSE '{}'::jsonb END)
        FROM records r WHERE r.key = target $$;`;
