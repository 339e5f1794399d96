import type { Client } from 'pg';
import type { Person } from './world';

export const RECORDS = 100_000;

/**
 * Casework as a few years would leave it: 100,000 records of 20 organisations, 40 in 100 of them inspections with ten items and eleven
 * identifiers each, 15 in 100 released to the Panel. Written by the superuser with triggers off, which is minutes faster than the API.
 */
export async function generateCasework(client: Client, owners: readonly Person[], panel: Person): Promise<void> {
  await client.query(`BEGIN; SET LOCAL session_replication_role = replica; SELECT setseed(0.5)`);
  await client.query(
    `INSERT INTO records (id, kind, reference, owner_id, classification, sharing, readers, created_at, created_by, updated_by)
     SELECT gen_random_uuid(), CASE WHEN n % 5 < 2 THEN 'inspection' WHEN n % 5 = 2 THEN 'entity' ELSE 'shipment' END, 'GEN-' || n, u.organisation_key,
            (SELECT level FROM classifications WHERE code = 'CONFIDENTIAL'),
            CASE WHEN n.released THEN 'released' ELSE 'private' END, CASE WHEN n.released THEN ARRAY[a.key] ELSE '{}' END,
            now() - interval '1 second' * floor(random() * 100000000), u.key, u.key
       FROM (SELECT n, random() < 0.15 AS released, 1 + floor(random() * $3)::int AS owner FROM generate_series(1, $4::int) n) n
       JOIN (SELECT u.key, u.organisation_key, w.position FROM unnest($1::uuid[]) WITH ORDINALITY w (id, position)
               JOIN organisations o ON o.id = w.id JOIN users u ON u.organisation_key = o.key) u ON u.position = n.owner
      CROSS JOIN (SELECT key FROM audiences WHERE id = $2) a`,
    [owners.map(({ organisationId }) => organisationId), panel.audienceId, owners.length, RECORDS],
  );
  await client.query(`
    INSERT INTO releases (id, record_key, owner_id, audience_key, purpose, released_by)
      SELECT gen_random_uuid(), key, owner_id, readers[1], 'Panel investigation', created_by FROM records WHERE sharing = 'released';
    INSERT INTO inspections (record_key, status, legal_basis, necessity, ground, place_locode, place_name, place_country, examined_at,
        examined_time_zone, transport_mode, result, container_number)
      SELECT key, 'COMPLETED', 'Code douanier, art. 62', 'X-ray image did not fit the declared goods', 'XRAY', 'HTCAP', 'Cap-Haitien', 'HT',
             created_at, '-04:00', 'sea', 'FOUND', 'SMLU' || lpad((key % 1000000)::text, 7, '0') FROM records WHERE kind = 'inspection';
    INSERT INTO inspection_items (record_key, seq, category, quantity, type, make, model, calibre, serial, serial_state)
      SELECT record_key, seq, 'FIREARM', 1, 'rifle', 'Century Arms', 'WASR-10', '7.62x39', record_key || '-' || seq, 'AS_MARKED'
        FROM inspections, generate_series(0, 9) seq;
    INSERT INTO identifiers (record_key, seq, kind, raw, norm, folded, pointer)
      SELECT record_key, seq, 'serial', serial, replace(serial, '-', ''), replace(serial, '-', ''), '/items/' || seq || '/serial' FROM inspection_items;
    INSERT INTO identifiers (record_key, seq, kind, raw, norm, flags, pointer)
      SELECT record_key, 10, 'container', container_number, container_number, '{CHECK_DIGIT_WRONG}', '/containerNumber' FROM inspections;
    COMMIT`);
  await client.query('VACUUM ANALYZE');
}
