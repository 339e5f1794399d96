import fs from 'node:fs';
import http from 'node:http';
import { startBenchApp, type BenchApp } from './bench-app';
import { type Defer, temporaryFolder } from './cleanup';
import { type ManifestFile, ManifestFiles } from './manifest-files';
import { copyRaw, rowsOfImport } from './raw-copy';
import { type BenchResult, measured, type Measured, numberOption, progress, round } from './report';

const BILLS = 34_000;
const REPEATS = 10;
const REFERENCE_RUNS = 3;

interface Timed {
  readonly id: string;
  /** Sending the file, which is read and checked while it arrives. */
  readonly receiving: number;
  /** From then until all bills are there. */
  readonly importing: number;
}

/** POST of a manifest until all its bills are records, against COPY of the same rows into one bare table. */
export async function benchManifest(defer: Defer): Promise<BenchResult> {
  const files = new ManifestFiles(temporaryFolder(defer));
  const app = await startBenchApp(defer, 2);
  const bills = numberOption('bills', BILLS);
  progress(`importing ${bills} bills made of ${files.source}`);
  return { bench: 'manifest', cases: [await whole(app, files.make('B001', bills)), await linear(app, files)] };
}

async function whole(app: BenchApp, file: ManifestFile): Promise<Measured> {
  const atRest = await app.peakMemory();
  const before = await app.cpu();
  const took = await imported(app, 0, file);
  const after = await app.cpu();
  const peak = await app.peakMemory();
  progress('copying the same rows into one bare table');
  const reference = await app.superuser(async (client) => {
    const { raw, width } = await rowsOfImport(client, took.id);
    const runs: number[] = [];
    for (let run = 0; run < REFERENCE_RUNS; run += 1) runs.push(await copyRaw(client, raw, width));
    return { seconds: Math.min(...runs), rows: raw.rows };
  });
  const seconds = took.receiving + took.importing;
  const mb = (bytes: number | undefined): number | undefined => bytes && round(bytes / 1e6, 0);
  return measured(
    {
      name: `${file.bills} bills`,
      ours: file.bills / seconds,
      reference: file.bills / reference.seconds,
      unit: 'bills/s',
      aim: 0.3,
      notes: [
        `${round(file.bytes / 1e6, 0)} MB: received and checked in ${round(took.receiving, 1)} s, imported in ${round(took.importing, 1)} s; ${reference.rows} rows by COPY in ${round(reference.seconds, 2)} s`,
        `CPU: program ${round(after.program - before.program, 1)} s, database ${round((after.database ?? NaN) - (before.database ?? NaN), 1)} s`,
        `peak memory of the program ${mb(peak) ?? 'unknown'} MB (aim 200), ${mb(atRest) ?? 'unknown'} MB before`,
      ],
    },
    { ...took, copySeconds: reference.seconds, rows: reference.rows, peakMb: mb(peak), restMb: mb(atRest) },
  );
}

/** Ten manifests of one size, one after the other: the last must not cost more than the first. */
async function linear(app: BenchApp, files: ManifestFiles): Promise<Measured> {
  const seconds: number[] = [];
  for (let n = 0; n < REPEATS; n += 1) {
    const took = await imported(app, 1, files.make(`L${100 + n}`, numberOption('linear', 2_000)));
    seconds.push(took.receiving + took.importing);
  }
  const early = (seconds[0]! + seconds[1]! + seconds[2]!) / 3;
  const late = (seconds[7]! + seconds[8]! + seconds[9]!) / 3;
  return measured({
    name: 'ten imports: the last three against the first three',
    ours: late,
    reference: early,
    unit: 's',
    notes: [`each: ${seconds.map((one) => round(one, 2)).join(', ')} s`],
  });
}

async function imported(app: BenchApp, liaison: number, file: ManifestFile): Promise<Timed> {
  await app.settle();
  const started = performance.now();
  const id = await post(app, liaison, file);
  const received = performance.now();
  await app.superuser(async (client) => {
    for (;;) {
      const { rows } = await client.query<{ status: string; fault: unknown }>(
        'SELECT status, fault FROM manifests WHERE id = $1',
        [id],
      );
      if (rows[0]!.status === 'DONE') return;
      if (rows[0]!.status === 'REFUSED') throw new Error(`the import was refused: ${JSON.stringify(rows[0]!.fault)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
  return { id, receiving: (received - started) / 1000, importing: (performance.now() - received) / 1000 };
}

function post(app: BenchApp, liaison: number, { file, bytes }: ManifestFile): Promise<string> {
  const headers = {
    ...app.world.liaisons[liaison]!.credentials,
    'content-type': 'application/xml',
    'content-length': bytes,
  };
  return new Promise((resolve, reject) => {
    const address = `${app.url}/v1/manifests?fileName=bench.xml`;
    const request = http.request(address, { method: 'POST', headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 202) resolve((JSON.parse(text) as { id: string }).id);
        else reject(new Error(`${response.statusCode}: ${text}`));
      });
    });
    request.on('error', reject);
    fs.createReadStream(file).pipe(request);
  });
}
