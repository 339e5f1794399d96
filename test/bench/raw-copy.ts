import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** What an import writes, as queries over the rows of one manifest. */
const ROWS_OF: Readonly<Record<string, string>> = {
  records: 'SELECT r.* FROM records r JOIN shipments s ON s.record_key = r.key WHERE s.manifest_id = $1',
  shipments: 'SELECT * FROM shipments WHERE manifest_id = $1',
  shipment_parties:
    'SELECT p.* FROM shipment_parties p JOIN shipments s ON s.record_key = p.record_key WHERE s.manifest_id = $1',
  shipment_containers:
    'SELECT c.* FROM shipment_containers c JOIN shipments s ON s.record_key = c.record_key WHERE s.manifest_id = $1',
  identifiers: 'SELECT i.* FROM identifiers i JOIN shipments s ON s.record_key = i.record_key WHERE s.manifest_id = $1',
  manifest_bills: 'SELECT * FROM manifest_bills WHERE manifest_id = $1',
};

export interface RawRows {
  readonly chunks: readonly Buffer[];
  readonly rows: number;
}

/** The very rows of an import as COPY text, all as wide as the widest, with the table's name in front. */
export async function rowsOfImport(client: Client, manifestId: string): Promise<{ raw: RawRows; width: number }> {
  const lines: string[] = [];
  for (const [table, sql] of Object.entries(ROWS_OF)) {
    const out = client.query(copyTo(`COPY (${sql.replace('$1', `'${manifestId}'`)}) TO STDOUT`));
    const text = Buffer.concat(await out.toArray()).toString('utf8');
    for (const line of text.split('\n')) if (line !== '') lines.push(`${table}\t${line}`);
  }
  const width = lines.reduce((most, line) => Math.max(most, line.split('\t').length), 0);
  const padded = lines.map((line) => `${line}${'\t\\N'.repeat(width - line.split('\t').length)}\n`);
  const chunks: Buffer[] = [];
  for (let at = 0; at < padded.length; at += 500) chunks.push(Buffer.from(padded.slice(at, at + 500).join('')));
  return { raw: { chunks, rows: lines.length }, width };
}

/** Seconds that COPY takes to put these rows into one table without index, constraint or policy, committed. */
export async function copyRaw(client: Client, { chunks }: RawRows, width: number): Promise<number> {
  const columns = Array.from({ length: width }, (_, i) => `c${i} text`).join(', ');
  await client.query(`DROP TABLE IF EXISTS raw_copy; CREATE TABLE raw_copy (${columns})`);
  const started = performance.now();
  await pipeline(Readable.from(chunks), client.query(copyFrom('COPY raw_copy FROM STDIN')));
  const seconds = (performance.now() - started) / 1000;
  await client.query('DROP TABLE raw_copy');
  return seconds;
}
