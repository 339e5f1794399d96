import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** For specifications: a workbook written by hand, part by part, so that each can say exactly what is in it. */
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export interface HandMade {
  /** Content of `sheetData` of each sheet, by its name. */
  readonly sheets: Readonly<Record<string, string>>;
  /** What follows `sheetData` in the first sheet. */
  readonly after?: string;
  readonly strings?: string;
  readonly styles?: string;
  readonly workbookPr?: string;
  /** Parts instead of the usual ones, or beside them; undefined leaves one out. */
  readonly parts?: Readonly<Record<string, string | Buffer | undefined>>;
}

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;

export function partsOf({ sheets, after = '', strings, styles, workbookPr = '', parts }: HandMade) {
  const names = Object.keys(sheets);
  return {
    '[Content_Types].xml': `<Types><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships>${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns:r="${OFFICE}">${workbookPr}<sheets>${names
      .map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="r${i + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names
      .map((_, i) => relation(`r${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`))
      .join(
        '',
      )}${strings === undefined ? '' : relation('s', 'sharedStrings', 'sharedStrings.xml')}${styles === undefined ? '' : relation('y', 'styles', 'styles.xml')}</Relationships>`,
    ...(strings !== undefined && { 'xl/sharedStrings.xml': `<sst>${strings}</sst>` }),
    ...(styles !== undefined && { 'xl/styles.xml': `<styleSheet>${styles}</styleSheet>` }),
    ...Object.fromEntries(
      Object.values(sheets).map((data, i) => [
        `xl/worksheets/sheet${i + 1}.xml`,
        `<worksheet><sheetData>${data}</sheetData>${i === 0 ? after : ''}</worksheet>`,
      ]),
    ),
    ...parts,
  } as Readonly<Record<string, string | Buffer | undefined>>;
}

export function zipOf(parts: Readonly<Record<string, string | Buffer | undefined>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) {
    if (content !== undefined) zip.addBuffer(Buffer.from(content as string), name);
  }
  zip.end();
  return buffer(zip.outputStream);
}

export const xlsxOf = (made: HandMade): Promise<Buffer> => zipOf(partsOf(made));

/** A row of inline texts. */
export const texts = (...cells: readonly string[]): string =>
  `<row>${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`;
