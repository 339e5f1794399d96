import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { chance, mutated } from '../../../platform/files/mutations.factory';
import { type HandMade, partsOf, texts, xlsxOf, zipOf } from './workbook/handmade-workbook.factory';
import { ManifestSyntaxError } from './manifest.errors';
import { readManifest } from './manifest.parser';

const demo = readFileSync(resolve(__dirname, '../../../../seeds/demo/awmds-cap-haitien.xml'));
const cuscar = Buffer.from(`UNA:+.? 'UNB+UNOA:2+A+B+240401:1200+1'UNH+1+CUSCAR:D:95B:UN'BGM+85+D+9'
TDT+20+024W+1++RNDL:172:20+++9074729:146:11:RAINER D:PA'EQD+CN+SMLU4815164+45G1+++5'SEL+S1'CNI+1+B1'
NAD+CN+++MAGASIN LAKAY+RUE 5'GID+1+10:CT'FTX+AAA+++RICE?+BEANS'MEA+AAE+G+KGM:2000.25'SGP+SMLU4815164+10'UNT+12+1'UNZ+1+1'`);
const table = Buffer.from(`bl_no,vessel,container_no,seals,packages,description,gross_kg,remark
B1,RAINER D,SMLU4815164,S1,10,"RICE, ""LONG""\nGRAIN",1000.5,x\nB2,RAINER D,,,1,CAR,1500,`);
const fixtures = {
  awmds: { file: demo, mutations: 300 },
  cuscar: { file: cuscar, mutations: 300 },
  table: { file: table, mutations: 2_000 },
};
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

const spoiling = { inserts, changes: 5, longest: () => 200, cutOneIn: 8 };

/** Reads or refuses; gives the number of bills, or undefined for a refusal. Nothing else may happen, and none of it may take long. */
async function outcome(bytes: Buffer, cut: number): Promise<number | undefined> {
  const chunks = [bytes.subarray(0, cut), bytes.subarray(cut)].filter(({ length }) => length > 0);
  const begun = Date.now();
  let bills = 0;
  let counted: number | undefined;
  try {
    for await (const part of readManifest(Readable.from(chunks))) {
      if (part.type === 'bill') bills += 1;
      if (part.type === 'end') counted = part.counts.bills;
    }
    expect(counted).toBe(bills);
  } catch (error) {
    expect(error).toBeInstanceOf(ManifestSyntaxError);
  }
  expect(Date.now() - begun).toBeLessThan(5_000);
  return counted;
}

it.each(Object.entries(fixtures))(
  '%s: mutations are read or refused, and no bill is lost',
  async (_, { file, mutations }) => {
    const next = chance(20240401);
    let read = 0;
    for (let i = 0; i < mutations; i += 1) {
      const bytes = mutated(file, next, spoiling);
      if ((await outcome(bytes, next(bytes.length + 1))) !== undefined) read += 1;
    }
    expect(read).toBeGreaterThan(10);
  },
  60_000,
);

const workbook: HandMade = {
  sheets: {
    Bills: `${texts('bl_no', 'vessel', 'container_no', 'packages', 'eta')}<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="inlineStr"><is><t>ETOILE</t></is></c>
      <c r="C2" t="s"><v>1</v></c><c r="D2"><v>1E1</v></c><c r="E2" s="1"><v>45387</v></c></row>${texts('B2', 'ETOILE', '', '4')}`,
    Notes: texts('hello'),
  },
  strings: '<si><t>B1</t></si><si><r><t>CSQU</t></r><r><t>3054383</t></r></si>',
  styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>',
};

it('1,000 mutations of the container of a workbook are read or refused', async () => {
  const next = chance(20240402);
  const file = await xlsxOf(workbook);
  expect(await outcome(file, 9)).toBe(2);
  for (let i = 0; i < 1_000; i += 1) {
    const bytes = mutated(file, next, spoiling);
    await outcome(bytes, next(bytes.length + 1));
  }
}, 60_000);

it('1,000 mutations of the parts of a workbook are read or refused, and no bill is lost', async () => {
  const next = chance(20240403);
  const parts = partsOf(workbook);
  const names = Object.keys(parts);
  let read = 0;
  for (let i = 0; i < 1_000; i += 1) {
    const name = names[next(names.length)]!;
    const file = await zipOf({ ...parts, [name]: mutated(Buffer.from(parts[name] as string), next, spoiling) });
    if ((await outcome(file, next(file.length + 1))) !== undefined) read += 1;
  }
  expect(read).toBeGreaterThan(100);
}, 60_000);

it.each([
  ['nothing', '', 'EMPTY'],
  ['a zip file cut short', 'PK\u0003\u0004\u0014', 'TRUNCATED'],
  ['a picture', '\u0089PNG\r\n\u001a\n\0', 'UNKNOWN_FORMAT'],
  ['prose', 'Dear colleague,\nplease find attached', 'UNKNOWN_FORMAT'],
])('%s is no manifest', async (_, text, code) => {
  const reading = readManifest(Readable.from(text === '' ? [] : [Buffer.from(text)]));
  await expect(reading.next()).rejects.toMatchObject({ code });
});
