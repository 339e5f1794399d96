/** What the codes on a bill mean: the reader's own table for the customs office first, then the published one. */
import { STANDARD_CODES } from './office-codes.cases';
import type { CodeField, CodeReading, NatureReading, OfficeCode, OfficeCodes } from './office-code.types';

/** Offices differ in case and blanks more than in codes. */
export const codeKey = (raw: string): string => raw.trim().toUpperCase();

const indexOf = (rows: readonly OfficeCode[]): ReadonlyMap<string, OfficeCode> =>
  new Map(rows.map((row) => [codeKey(row.raw), row]));
const standard = Object.fromEntries(
  Object.entries(STANDARD_CODES).map(([field, rows]) => [field, indexOf(rows)]),
) as Readonly<Record<CodeField, ReadonlyMap<string, OfficeCode>>>;

interface Found {
  readonly row: OfficeCode | undefined;
  readonly by: CodeReading['by'];
}

function find(field: CodeField, raw: string, office: readonly OfficeCodes[]): Found {
  const key = codeKey(raw);
  const own = office.filter((one) => one.field === field).flatMap(({ rows }) => rows);
  const row = own.find((one) => codeKey(one.raw) === key);
  if (row) return { row, by: 'OFFICE' };
  const published = standard[field].get(key);
  return { row: published, by: published ? 'STANDARD' : null };
}

/** @param office what the reader's organisation has written down for the bill's customs office */
export function readCode(field: CodeField, raw: string | null, office: readonly OfficeCodes[]): CodeReading | null {
  if (raw === null) return null;
  const { row, by } = find(field, raw, office);
  return { raw, code: row?.code ?? null, meaning: row?.meaning ?? null, by };
}

/** Transit and freight remaining on board do not land here: they are kept all the same. */
export function readNature(raw: string | null, office: readonly OfficeCodes[]): NatureReading | null {
  const reading = readCode('NATURE', raw, office);
  if (reading === null || raw === null) return null;
  const { row } = find('NATURE', raw, office);
  const sameCode = STANDARD_CODES.NATURE.find(({ code }) => code === row?.code);
  return { ...reading, landsHere: row?.landsHere ?? sameCode?.landsHere ?? null };
}

interface CodedBill {
  readonly nature: string | null;
  readonly transportMode: string | null;
  /** Several where the goods lines of a bill have several, separated by a comma. */
  readonly packageType: string | null;
  readonly containers: readonly { readonly fullEmpty: string | null }[];
}

export interface BillCodes {
  readonly nature: NatureReading | null;
  readonly transportMode: CodeReading | null;
  readonly packageTypes: readonly CodeReading[];
  /** In the order of the bill's containers. */
  readonly containers: readonly { readonly fullEmpty: CodeReading | null }[];
}

export function codesOf(bill: CodedBill, office: readonly OfficeCodes[]): BillCodes {
  const kinds = (bill.packageType ?? '').split(',').map((kind) => kind.trim());
  return {
    nature: readNature(bill.nature, office),
    transportMode: readCode('TRANSPORT_MODE', bill.transportMode, office),
    packageTypes: kinds.flatMap((kind) => (kind === '' ? [] : [readCode('PACKAGE_TYPE', kind, office)!])),
    containers: bill.containers.map(({ fullEmpty }) => ({ fullEmpty: readCode('FULL_EMPTY', fullEmpty, office) })),
  };
}

export interface CodeFault {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

/** A code that is given twice would mean two things. */
export function faultsOfCodes(rows: readonly OfficeCode[]): readonly CodeFault[] {
  const seen = new Set<string>();
  return rows.flatMap(({ raw }, i) => {
    const key = codeKey(raw);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [
      { pointer: `/rows/${i}/raw`, code: 'CODE_TWICE', message: `the code ${JSON.stringify(raw)} is given twice` },
    ];
  });
}
