import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ManifestCounts } from './manifest.types';
import { readManifest } from './manifest.parser';

/*
 * The files handed over with the project, counted once more by other means: regular expressions over the text, without any parser
 * of ours. Where the folder is absent there is nothing to compare.
 */
const shared = resolve(process.env.LAMBI_SHARED_DATA ?? '../shared/data');
const filesOf = (folder: string, pattern: RegExp): string[] =>
  existsSync(join(shared, folder))
    ? readdirSync(join(shared, folder))
        .filter((name) => pattern.test(name))
        .map((name) => join(shared, folder, name))
    : [];

const sum = (values: readonly number[]): number =>
  Math.round(values.reduce((total, one) => total + one, 0) * 1e3) / 1e3;
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found]) => found ?? '');
const inner = (text: string, tag: string): string[] => all(text, new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g'));
const firstNumber = (text: string, tag: string): number => Number(inner(text, tag)[0] ?? 0);
const named = (block: string): boolean => block.replace(/<[^>]*>/g, '').trim() !== '';

function countAwmds(text: string): ManifestCounts {
  const bills = inner(text, 'Bol_segment');
  const goods = bills.flatMap((bill) => inner(bill, 'Goods_segment'));
  const numbers = inner(text, 'Ctn_reference');
  const roles = ['Carrier', 'Exporter', 'Notify', 'Consignee'];
  return {
    bills: bills.length,
    containerLines: all(text, /<(ctn_segment)>/g).length,
    distinctContainers: new Set(numbers.map((one) => one.replace(/\W/g, '').toUpperCase())).size,
    packages: sum(goods.map((one) => firstNumber(one, 'Number_of_packages'))),
    grossMassKg: sum(goods.map((one) => firstNumber(one, 'Gross_mass'))),
    parties: bills.flatMap((bill) => roles.flatMap((role) => inner(bill, role))).filter(named).length,
  };
}

function countSingleBill(text: string): ManifestCounts {
  const roles = ['Exporter_segment', 'Notify_segment', 'Consignee_segment'];
  return {
    bills: all(text, /<(Bol_reference)>/g).length,
    containerLines: all(text, /<(Container_reference|Ctn_reference)>/g).length,
    distinctContainers: new Set(inner(text, 'Ctn_reference')).size,
    packages: firstNumber(text, 'Number_of_packages'),
    grossMassKg: firstNumber(text, 'Total_gross_mass_manifested'),
    parties: roles.flatMap((role) => inner(text, role)).filter(named).length,
  };
}

function countCuscar(text: string): ManifestCounts {
  const segments = text
    .split(/(?<!\?)'/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const firstBill = segments.findIndex((one) => one.startsWith('CNI+'));
  const ofBills = firstBill < 0 ? [] : segments.slice(firstBill);
  const boxes = segments.flatMap((one) => /^EQD\+CN\+([A-Z]{4}\d{7})/.exec(one)?.[1] ?? []);
  const tied = ofBills.flatMap((one) => /^SGP\+(\w+)/.exec(one)?.[1] ?? []).filter((one) => boxes.includes(one));
  const goods = ofBills.flatMap((one) => /^GID\+[^+]*\+(\d+)/.exec(one)?.[1] ?? []).map(Number);
  const firstGoods = ofBills.findIndex((one) => one.startsWith('GID+'));
  const masses = ofBills
    .slice(Math.max(firstGoods, 0))
    .flatMap((one) => /^MEA\+AAE\+G\+KGM:([\d.]+)/.exec(one)?.[1] ?? []);
  return {
    bills: ofBills.filter((one) => one.startsWith('CNI+')).length,
    containerLines: tied.length + boxes.filter((one) => !tied.includes(one)).length,
    distinctContainers: new Set(boxes).size,
    packages: sum(goods),
    grossMassKg: sum(masses.map(Number)),
    parties: ofBills.filter((one) => /^NAD\+(CZ|CN|SU|NI|N1|N2|CA|OS|SH)\b/.test(one)).length,
  };
}

function countOnce(text: string): ManifestCounts {
  if (!text.trimStart().startsWith('<')) return countCuscar(text);
  return text.includes('<AsycudaWorld_Manifest>') ? countSingleBill(text) : countAwmds(text);
}

const manifests = [...filesOf('manifests', /\.xml$/), ...filesOf('edifact', /\.edi$/)];

(manifests.length > 0 ? it : it.skip).each(manifests.length > 0 ? manifests : ['nothing'])(
  '%s is read with the totals a separate count gives',
  async (file) => {
    let counts: ManifestCounts | undefined;
    for await (const part of readManifest(createReadStream(file))) if (part.type === 'end') counts = part.counts;
    expect(counts).toEqual(countOnce(readFileSync(file, 'latin1')));
  },
);

const lists = [...filesOf('manifests', /\.csv$/), ...filesOf('edifact', /\.xml$/)];
(lists.length > 0 ? it : it.skip).each(lists.length > 0 ? lists : ['nothing'])(
  '%s is no manifest and is refused with a reason',
  async (file) => {
    const read = async (): Promise<void> => {
      const parts = readManifest(createReadStream(file));
      while (!(await parts.next()).done);
    };
    await expect(read()).rejects.toMatchObject({
      name: 'FileSyntaxError',
      code: expect.stringMatching(/^(UNKNOWN_FORMAT|UNEXPECTED_ROOT)$/),
    });
  },
);
