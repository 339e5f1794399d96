/** What a workbook says of its sheets before any is read: names, order, date system, formats, shared strings (ECMA-376 part 1, 12.3, 18.2 to 18.8). */
import { ManifestSyntaxError } from '../manifest.errors';
import type { ManifestLimits } from '../manifest.types';
import { XLSX_LIMITS, type XlsxParts } from './xlsx-parts.parser';
import { type NumberKind, numberKindOf, unescapedText } from './xlsx-values.rules';
import { readXmlPart, refusing, type XmlAttributes, type XmlPartHandlers } from './xlsx-xml.parser';

export interface XlsxSheet {
  readonly name: string;
  readonly part: string;
  readonly hidden: boolean;
}

export interface XlsxBook {
  readonly sheets: readonly XlsxSheet[];
  readonly from1904: boolean;
  /** By index of a cell's style. */
  readonly kinds: readonly NumberKind[];
  readonly strings: readonly string[];
}

const MAIN =
  /^application\/vnd\.(?:openxmlformats-officedocument\.spreadsheetml|ms-excel)\.(\w+)\.(?:macroEnabled\.)?main/i;
const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';

async function run(parts: XlsxParts, part: string, limits: ManifestLimits, handlers: XmlPartHandlers): Promise<void> {
  if (!parts.has(part)) return;
  const steps = readXmlPart(part, parts.read(part), limits, handlers);
  while (!(await steps.next()).done);
}

/** The media types that the container claims for its parts. */
async function contentTypes(parts: XlsxParts, limits: ManifestLimits): Promise<string[]> {
  const types: string[] = [];
  await run(parts, '[Content_Types].xml', limits, {
    open: (_, attributes) => {
      if (attributes.ContentType !== undefined) types.push(attributes.ContentType);
    },
  });
  return types;
}

function requireSpreadsheet(parts: XlsxParts, types: readonly string[]): void {
  const kind = types.map((type) => MAIN.exec(type)?.[1]).find((one) => one !== undefined);
  if (kind && kind !== 'binary') return;
  const binary = types.some((type) => /sheet\.binary/i.test(type));
  const other =
    parts.has('mimetype') || parts.has('content.xml') ? 'an OpenDocument file' : 'a ZIP file of something else';
  const found = binary ? 'a binary workbook (.xlsb)' : other;
  throw new ManifestSyntaxError('UNKNOWN_FORMAT', 1, 1, `${found}, no .xlsx workbook; save it as .xlsx or CSV`);
}

interface Relation {
  readonly target: string;
  readonly type: string;
}

/** Name of the part that a relation points at, from the folder it is named in (Open Packaging Conventions). */
function partNamed(target: string, folder: string): string | undefined {
  try {
    return decodeURIComponent(new URL(target, `file:///${folder}`).pathname.slice(1));
  } catch {
    return undefined;
  }
}

/** Parts that a part names, by relation id. What lies outside the file is never followed. */
async function relationsOf(parts: XlsxParts, part: string, limits: ManifestLimits): Promise<Map<string, Relation>> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const found = new Map<string, Relation>();
  await run(parts, `${folder}_rels/${part.slice(folder.length)}.rels`, limits, {
    open: (name, { Id, Target, Type, TargetMode }) => {
      if (name !== 'Relationship' || !Id || !Target || TargetMode === 'External') return;
      const target = partNamed(Target, folder);
      if (target !== undefined) found.set(Id, { target, type: (Type ?? '').replace(/^.*\//s, '') });
    },
  });
  return found;
}

async function readSheetList(
  parts: XlsxParts,
  main: string,
  relations: ReadonlyMap<string, Relation>,
  limits: ManifestLimits,
): Promise<Pick<XlsxBook, 'sheets' | 'from1904'>> {
  const sheets: XlsxSheet[] = [];
  let from1904 = false;
  const refuse = refusing(main, () => 1);
  const add = (attributes: XmlAttributes): void => {
    const id = Object.entries(attributes).find(([key]) => key.endsWith(':id') || key === 'id')?.[1] ?? '';
    const relation = relations.get(id);
    if (relation?.type !== 'worksheet') return; // charts and dialogues hold no cells
    if (sheets.length >= XLSX_LIMITS.sheets) refuse('TOO_LARGE', `more than ${XLSX_LIMITS.sheets} sheets`);
    const hidden = attributes.state !== undefined && attributes.state !== 'visible';
    sheets.push({ name: (attributes.name ?? '').slice(0, 80), part: relation.target, hidden });
  };
  await run(parts, main, limits, {
    open: (name, attributes) => {
      if (name === 'sheet') add(attributes);
      if (name === 'workbookPr') from1904 = isTrue(attributes.date1904);
    },
  });
  return { sheets, from1904 };
}

async function readKinds(parts: XlsxParts, part: string, limits: ManifestLimits): Promise<NumberKind[]> {
  const codes = new Map<number, string>();
  const kinds: NumberKind[] = [];
  const refuse = refusing(part, () => 1);
  let inCellFormats = false;
  await run(parts, part, limits, {
    open: (name, attributes) => {
      if (name === 'cellXfs') inCellFormats = true;
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), (attributes.formatCode ?? '').slice(0, 1_000));
      if (name !== 'xf' || !inCellFormats) return;
      if (kinds.length >= XLSX_LIMITS.styles) refuse('TOO_LARGE', `more than ${XLSX_LIMITS.styles} cell formats`);
      const id = Number(attributes.numFmtId ?? 0);
      kinds.push(numberKindOf(id, codes.get(id)));
    },
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return kinds;
}

/** Runs of rich text are joined; a phonetic reading (rPh) is no part of the text. */
async function readStrings(parts: XlsxParts, part: string, limits: ManifestLimits): Promise<string[]> {
  const strings: string[] = [];
  const refuse = refusing(part, () => 1);
  let [total, phonetic, inText] = [0, false, false];
  let text = '';
  await run(parts, part, limits, {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic = true;
      inText = name === 't' && !phonetic;
    },
    text: (piece) => {
      if (inText) text += piece;
      if (text.length > limits.textLength)
        refuse('TEXT_TOO_LONG', `more than ${limits.textLength} characters in one text`);
    },
    close: (name) => {
      if (name === 't') inText = false;
      if (name === 'rPh') phonetic = false;
      if (name !== 'si') return;
      total += text.length;
      strings.push(unescapedText(text));
      const { sharedStrings, sharedText } = XLSX_LIMITS;
      if (strings.length > sharedStrings) refuse('TOO_LARGE', `more than ${sharedStrings} texts; send it as CSV`);
      if (total > sharedText) refuse('TOO_LARGE', `more than ${sharedText} characters of text; send it as CSV`);
    },
  });
  return strings;
}

/** Throws UNKNOWN_FORMAT for a container of something else, and ManifestSyntaxError for what is damaged or too large. */
export async function readBook(parts: XlsxParts, limits: ManifestLimits): Promise<XlsxBook> {
  requireSpreadsheet(parts, await contentTypes(parts, limits));
  const roots = await relationsOf(parts, '', limits);
  const main = [...roots.values()].find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const relations = await relationsOf(parts, main, limits);
  const partOf = (type: string): string => [...relations.values()].find((one) => one.type === type)?.target ?? '';
  const list = await readSheetList(parts, main, relations, limits);
  if (list.sheets.length === 0) throw new ManifestSyntaxError('EMPTY', 1, 1, 'the workbook has no sheet');
  const missing = list.sheets.find(({ part }) => !parts.has(part));
  if (missing)
    throw new ManifestSyntaxError('MALFORMED', 1, 1, `sheet ${JSON.stringify(missing.name)} is not in the file`);
  return {
    ...list,
    kinds: await readKinds(parts, partOf('styles'), limits),
    strings: await readStrings(parts, partOf('sharedStrings'), limits),
  };
}
