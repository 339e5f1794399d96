import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { rowsOf } from '../../src/modules/inspections/serials/firearm-marks.repository';
import { copyLine } from '../../src/platform/database/copy-text';
import type { BenchApp } from './bench-app';
import { Random } from './screening-names';
import { type Weapon, weapons } from './serial-weapons';

export const EACH = 10;
/** Records released to the Panel, ten firearms in each. */
const RELEASED = 10;
const INDEXES = [
  'firearm_marks_by_tokens',
  'firearm_marks_by_anchors',
  'firearm_marks_by_folded',
  'firearm_marks_by_core',
];

/**
 * Firearms in inspections of ten: half of them the first liaison's, the others spread over the other organisations, a hundred released to the
 * Panel. By COPY as superuser with triggers off, the indexes made afterwards.
 *
 * @returns some of the first liaison's weapons, and all of the Panel's
 */
export function addFirearms(app: BenchApp, from: number, to: number): Promise<{ own: Weapon[]; panels: Weapon[] }> {
  return app.superuser(async (client) => {
    await client.query(
      `SET session_replication_role = replica; SET maintenance_work_mem = '1GB'; SET max_parallel_maintenance_workers = 2`,
    );
    const keys = await addRecords(client, from / EACH, to / EACH, app);
    const { rows: definitions } = await client.query<{ indexdef: string }>(
      `SELECT indexdef FROM pg_indexes WHERE indexname = ANY ($1)`,
      [INDEXES],
    );
    await client.query(`DROP INDEX ${INDEXES.join(', ')}`);
    const sample: Weapon[] = [];
    const panels: Weapon[] = [];
    const made: Weapon[] = [];
    const isReleased = (n: number): boolean =>
      from === 0 && Math.floor(n / EACH) < RELEASED * 2 && Math.floor(n / EACH) % 2 === 1;
    const all = (): IterableIterator<Weapon> => weapons(to - from, new Random(from + 7));
    await copy(client, MARKS, function* () {
      let n = 0;
      for (const weapon of all()) {
        const place = n % EACH;
        const key = keys.marks(Math.floor(n / EACH));
        if (isReleased(n)) panels.push(weapon);
        else if (Math.floor(n / EACH) % 2 === 0 && n % 97 === 0) sample.push(weapon);
        for (const row of rowsOf(key, [{ ...weapon, serial: weapon.raw, seq: place }]))
          yield copyLine([
            row.recordKey,
            row.itemSeq,
            row.itemPlace,
            row.seq,
            row.kind,
            row.raw,
            row.norm,
            row.folded,
            row.core,
            row.pattern,
            row.likePattern,
            array(row.tokens),
            array(row.anchors),
            row.makeKey,
            row.modelKey,
            row.calibreKey,
            row.typeKey,
          ]);
        n += 1;
      }
    });
    await copy(client, ITEMS, function* () {
      let n = 0;
      for (const { make, model, calibre, type, raw } of all()) {
        yield copyLine([
          keys.marks(Math.floor(n / EACH)),
          n % EACH,
          'FIREARM',
          1,
          type,
          make || null,
          model,
          calibre,
          raw,
          'AS_MARKED',
        ]);
        n += 1;
      }
    });
    for (const { indexdef } of definitions) await client.query(indexdef);
    await client.query('VACUUM ANALYZE firearm_marks, inspection_items, records');
    return { own: [...sample, ...made], panels };
  });
}

const MARKS = `COPY firearm_marks (record_key, item_seq, item_place, seq, kind, raw, norm, folded, core, pattern, like_pattern, tokens, anchors,
  make_key, model_key, calibre_key, type_key) FROM STDIN`;
const ITEMS =
  'COPY inspection_items (record_key, seq, category, quantity, type, make, model, calibre, serial, serial_state) FROM STDIN';
const array = (values: readonly number[] | null): string | null => (values === null ? null : `{${values.join(',')}}`);

async function copy(client: Client, sql: string, lines: () => Generator<string>): Promise<void> {
  await pipeline(Readable.from(batched(lines())), client.query(copyFrom(sql)));
}

function* batched(lines: Iterable<string>): Generator<string> {
  let batch: string[] = [];
  for (const line of lines) {
    batch.push(line);
    if (batch.length < 500) continue;
    yield batch.join('');
    batch = [];
  }
  yield batch.join('');
}

/** Even records are the first liaison's. Keys follow each other, so that a record's key is known from its number. */
async function addRecords(
  client: Client,
  from: number,
  to: number,
  { world }: BenchApp,
): Promise<{ marks(record: number): number }> {
  const owners = world.liaisons.map(({ organisationId }) => organisationId);
  const { rows } = await client.query<{ first: number }>('SELECT coalesce(max(key), 0) + 1 AS first FROM records');
  const first = Number(rows[0]!.first);
  await client.query(
    `INSERT INTO records (key, id, kind, reference, owner_id, classification, sharing, readers, created_by, updated_by) OVERRIDING SYSTEM VALUE
     SELECT $5 + n - $3, gen_random_uuid(), 'inspection', 'GEN-' || n, u.organisation_key, 1,
            CASE WHEN n < ${RELEASED * 2} AND n % 2 = 1 THEN 'released' ELSE 'private' END,
            CASE WHEN n < ${RELEASED * 2} AND n % 2 = 1 THEN ARRAY[a.key] ELSE '{}' END, u.key, u.key
       FROM generate_series($3::int, $4::int - 1) n
       JOIN (SELECT u.key, u.organisation_key, w.position FROM unnest($1::uuid[]) WITH ORDINALITY w (id, position)
               JOIN organisations o ON o.id = w.id JOIN users u ON u.organisation_key = o.key) u
         ON u.position = CASE WHEN n % 2 = 0 THEN 1 ELSE 2 + (n / 2) % (cardinality($1::uuid[]) - 1) END
      CROSS JOIN (SELECT key FROM audiences WHERE id = $2) a`,
    [owners, world.expert.audienceId, from, to, first],
  );
  return { marks: (record) => first + record };
}
