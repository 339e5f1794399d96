import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { type BenchApp, startBenchApp } from './bench-app';
import { type Defer, temporaryFolder } from './cleanup';
import { type BenchResult, measured, type Measured, numberOption, progress, round } from './report';

const MEBIBYTE = 1024 * 1024;
const RUNS = 3;
const AIM = 0.5;
const AIM_PEAK_MB = 150;
/** A tus client on a good line sends parts of this size; on a bad one, what its line lets through. */
const PART_BYTES = 64 * MEBIBYTE;

interface Reference {
  readonly sha256sum: number;
  readonly cp: number;
  readonly sha256: string;
}

/**
 * Evidence over HTTP until it is an attachment with a receipt, against the two things that must be done to keep a file at all: to hash it
 * (sha256sum) and to write it (cp), one after the other, with the file in the page cache. The ratio is their time over ours: 1 would be
 * as fast as both. Ours syncs to the disk, cp does not.
 */
export async function benchUpload(defer: Defer): Promise<BenchResult> {
  const folder = temporaryFolder(defer);
  const mebibytes = numberOption('size', 1024);
  const file = makeFile(path.join(folder, 'evidence.bin'), mebibytes);
  const app = await startBenchApp(defer, 1);
  const reference = referenceOf(folder, file);
  const record = await makeRecord(app);
  progress(`sending ${mebibytes} MiB, ${RUNS} times in one request and as often in parts`);
  const cases = [
    await measure(app, 'one request', reference, () => inOneRequest(app, record, file)),
    await measure(app, `tus, parts of ${PART_BYTES / MEBIBYTE} MiB`, reference, () => inParts(app, record, file)),
  ];
  const peakMb = Math.max(...cases.map((one) => Number(one['peakMb'])));
  return { bench: 'upload', cases, mebibytes, sha256sumSeconds: reference.sha256sum, cpSeconds: reference.cp, peakMb };
}

function makeFile(file: string, mebibytes: number): string {
  progress(`making a file of ${mebibytes} MiB`);
  const handle = fs.openSync(file, 'w');
  for (let n = 0; n < mebibytes; n += 1) fs.writeSync(handle, randomBytes(MEBIBYTE));
  fs.closeSync(handle);
  return file;
}

/** The best of three of each: what the machine can do, and not what else it was doing. */
function referenceOf(folder: string, file: string): Reference {
  progress('sha256sum and cp of the same file');
  const copy = path.join(folder, 'copy.bin');
  const best = (command: string, args: string[]): { seconds: number; output: string } => {
    const runs = Array.from({ length: RUNS }, () => {
      fs.rmSync(copy, { force: true });
      const started = performance.now();
      const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' });
      if (status !== 0) throw new Error(`${command} failed: is it installed?`);
      return { seconds: (performance.now() - started) / 1000, output: stdout };
    });
    return runs.reduce((a, b) => (a.seconds < b.seconds ? a : b));
  };
  const hashed = best('sha256sum', [file]);
  const copied = best('cp', [file, copy]);
  fs.rmSync(copy, { force: true });
  return { sha256sum: hashed.seconds, cp: copied.seconds, sha256: hashed.output.slice(0, 64) };
}

async function makeRecord(app: BenchApp): Promise<string> {
  const body = JSON.stringify({ placeCountry: 'HT' });
  const headers = { 'content-type': 'application/json', 'idempotency-key': 'upload-bench-inspection' };
  const answer = await send(app, { method: 'POST', path: '/v1/inspections', headers }, body);
  return (JSON.parse(answer.text) as { id: string }).id;
}

/** @param upload gives the SHA-256 the program says */
async function measure(
  app: BenchApp,
  name: string,
  reference: Reference,
  upload: () => Promise<string>,
): Promise<Measured> {
  await app.settle();
  const rest = await app.peakMemory();
  const before = await app.cpu();
  const seconds: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const started = performance.now();
    const sha256 = await upload();
    seconds.push((performance.now() - started) / 1000);
    if (sha256 !== reference.sha256) throw new Error(`${name}: ${sha256} arrived, ${reference.sha256} was sent`);
  }
  const peak = await app.peakMemory();
  const after = await app.cpu();
  const mb = (bytes: number | undefined): number => round((bytes ?? NaN) / 1e6, 0);
  const programCpu = round((after.program - before.program) / RUNS, 2);
  return measured(
    {
      name,
      ours: Math.min(...seconds),
      reference: reference.sha256sum + reference.cp,
      unit: 's',
      aim: AIM,
      notes: [
        `runs: ${seconds.map((one) => round(one, 2)).join(', ')} s; sha256sum ${round(reference.sha256sum, 2)} s, cp ${round(reference.cp, 2)} s`,
        `CPU of the program for each: ${programCpu} s`,
        `peak memory of the program ${mb(peak)} MB (aim ${AIM_PEAK_MB}), ${mb(rest)} MB before`,
      ],
    },
    { peakMb: mb(peak), restMb: mb(rest), programCpuSeconds: programCpu },
  );
}

async function inOneRequest(app: BenchApp, record: string, file: string): Promise<string> {
  const headers = { 'content-type': 'application/octet-stream', 'content-length': fs.statSync(file).size };
  const request = { method: 'POST', path: `/v1/records/${record}/attachments?fileName=evidence.bin`, headers };
  const { text } = await send(app, request, fs.createReadStream(file, { highWaterMark: MEBIBYTE }));
  return (JSON.parse(text) as { sha256: string }).sha256;
}

async function inParts(app: BenchApp, record: string, file: string): Promise<string> {
  const { size } = fs.statSync(file);
  const tus = { 'tus-resumable': '1.0.0' };
  const metadata = `filename ${Buffer.from('evidence.bin').toString('base64')}`;
  const begin = { ...tus, 'upload-length': size, 'upload-metadata': metadata, 'content-length': 0 };
  const { location } = await send(app, { method: 'POST', path: `/v1/records/${record}/uploads`, headers: begin });
  for (let start = 0; start < size; start += PART_BYTES) {
    const end = Math.min(start + PART_BYTES, size);
    const headers = {
      ...tus,
      'upload-offset': start,
      'content-length': end - start,
      'content-type': 'application/offset+octet-stream',
    };
    const content = fs.createReadStream(file, { start, end: end - 1, highWaterMark: MEBIBYTE });
    await send(app, { method: 'PATCH', path: location, headers }, content);
  }
  const { text } = await send(app, { method: 'GET', path: location });
  return (JSON.parse(text) as { attachment: { sha256: string } }).attachment.sha256;
}

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers?: http.OutgoingHttpHeaders;
}

function send(app: BenchApp, sent: Sent, body?: fs.ReadStream | string): Promise<{ text: string; location: string }> {
  const headers = { ...app.world.liaisons[0]!.credentials, ...sent.headers };
  return new Promise((resolve, reject) => {
    const request = http.request(app.url + sent.path, { method: sent.method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const status = response.statusCode ?? 0;
        if (status >= 200 && status < 300) resolve({ text, location: response.headers.location ?? '' });
        else reject(new Error(`${sent.method} ${sent.path}: ${status} ${text}`));
      });
    });
    request.on('error', reject);
    if (body === undefined || typeof body === 'string') request.end(body);
    else body.on('error', reject).pipe(request);
  });
}
