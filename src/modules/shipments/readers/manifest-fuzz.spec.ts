import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { ManifestSyntaxError } from './manifest.errors';
import { readManifest } from './manifest.parser';

const demo = readFileSync(resolve(__dirname, '../../../../seeds/demo/awmds-cap-haitien.xml'));
const cuscar = Buffer.from(`UNA:+.? 'UNB+UNOA:2+A+B+240401:1200+1'UNH+1+CUSCAR:D:95B:UN'BGM+85+D+9'
TDT+20+024W+1++RNDL:172:20+++9074729:146:11:RAINER D:PA'EQD+CN+SMLU4815164+45G1+++5'SEL+S1'CNI+1+B1'
NAD+CN+++MAGASIN LAKAY+RUE 5'GID+1+10:CT'FTX+AAA+++RICE?+BEANS'MEA+AAE+G+KGM:2000.25'SGP+SMLU4815164+10'UNT+12+1'UNZ+1+1'`);
const table = Buffer.from(`bl_no,vessel,container_no,seals,packages,description,gross_kg,remark
B1,RAINER D,SMLU4815164,S1,10,"RICE, ""LONG""\nGRAIN",1000.5,x\nB2,RAINER D,,,1,CAR,1500,`);
const fixtures = { awmds: demo, cuscar, table };
const inserts = [
  "'",
  '+',
  ':',
  '?',
  '"',
  '<',
  '>',
  '&',
  '\n',
  ',',
  ';',
  '\0',
  '\ufeff',
  '<!DOCTYPE x>',
  '1E99',
  "UNT+1'",
];

/** xorshift32: the same mutations on every run. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

function mutated(file: Buffer, next: (below: number) => number): Buffer {
  let out = Buffer.from(file);
  for (let count = 1 + next(5); count > 0; count -= 1) {
    const at = next(out.length + 1);
    const to = Math.min(out.length, at + next(200));
    const piece = [
      () => Buffer.from(inserts[next(inserts.length)]!),
      () => Buffer.alloc(1, next(256)),
      () => out.subarray(at, to),
      () => Buffer.alloc(next(3000), out[at] ?? 65),
      () => Buffer.alloc(0),
    ][next(5)]!();
    const rest = next(8) === 0 ? Buffer.alloc(0) : out.subarray(next(2) === 0 ? at : to);
    out = Buffer.concat([out.subarray(0, at), piece, rest]);
  }
  return out;
}

it.each(Object.entries(fixtures))(
  '300 mutations of %s are read or refused, and no bill is lost',
  async (_, file) => {
    const next = generator(20240401);
    let read = 0;
    for (let i = 0; i < 300; i += 1) {
      const bytes = mutated(file, next);
      const cut = next(bytes.length + 1);
      const chunks = [bytes.subarray(0, cut), bytes.subarray(cut)].filter(({ length }) => length > 0);
      let bills = 0;
      try {
        for await (const part of readManifest(Readable.from(chunks))) {
          if (part.type === 'bill') bills += 1;
          if (part.type === 'end') expect(part.counts.bills).toBe(bills);
          if (part.type === 'end') read += 1;
        }
      } catch (error) {
        expect(error).toBeInstanceOf(ManifestSyntaxError);
      }
    }
    expect(read).toBeGreaterThan(10);
  },
  20_000,
);

it.each([
  ['nothing', '', 'EMPTY'],
  ['a zip file cut short', 'PK\u0003\u0004\u0014', 'TRUNCATED'],
  ['a picture', '\u0089PNG\r\n\u001a\n\0', 'UNKNOWN_FORMAT'],
  ['prose', 'Dear colleague,\nplease find attached', 'UNKNOWN_FORMAT'],
])('%s is no manifest', async (_, text, code) => {
  const reading = readManifest(Readable.from(text === '' ? [] : [Buffer.from(text)]));
  await expect(reading.next()).rejects.toMatchObject({ code });
});
