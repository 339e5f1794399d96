import { PassThrough } from 'node:stream';
import type ExcelJS from 'exceljs';
import type { ReportDocument, Section, Value } from './document.types';
import { isoValue } from './value-text.rules';
import { LABELS } from './words.cases';
import { stamped } from './zip-times.rules';

type Row = readonly (string | number)[];

/**
 * A report as a spreadsheet, written as a stream. Numbers are numbers, times are ISO 8601, and every text is a text: a cell that begins
 * with = + - @ is never taken for a formula, as each says its type. The times in the archive are the report's own.
 */
export async function xlsxOf(report: ReportDocument): Promise<Buffer> {
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- some 20 MB, for those who ask for a workbook
  const { stream: writers } = require('exceljs') as typeof ExcelJS;
  const workbook = new writers.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  workbook.creator = 'Lambi';
  workbook.lastModifiedBy = 'Lambi';
  workbook.created = report.issuedAt;
  workbook.modified = report.issuedAt;
  factsSheet(workbook, report);
  if (report.itemSheet) tableSheet(workbook, report.itemSheet.sheet, [report.itemSheet]);
  const tables = report.sections.filter((section) => section.type === 'table');
  const items = LABELS.items[report.language];
  for (const name of new Set(tables.map(({ sheet }) => sheet).filter((sheet) => sheet !== items))) {
    tableSheet(
      workbook,
      name,
      tables.filter(({ sheet }) => sheet === name),
    );
  }
  await workbook.commit();
  return stamped(Buffer.concat(chunks), report.issuedAt);
}

function factsSheet(workbook: ExcelJS.stream.xlsx.WorkbookWriter, report: ReportDocument): void {
  const { language } = report;
  const sheet = workbook.addWorksheet(LABELS.report[language], { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = [{ width: 34 }, { width: 90 }];
  add(sheet, [LABELS.field[language], LABELS.value[language]], true);
  add(sheet, [report.title, report.marking], true);
  for (const section of report.sections) {
    if (section.type !== 'facts') continue;
    add(sheet, [section.heading], true);
    for (const { label, value } of section.facts) add(sheet, [label, isoValue(value)]);
  }
  sheet.commit();
}

function tableSheet(
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  name: string,
  tables: readonly Extract<Section, { type: 'table' }>[],
): void {
  const sheet = workbook.addWorksheet(sheetName(name), { views: [{ state: 'frozen', ySplit: 1 }] });
  const most = Math.max(...tables.map(({ columns }) => columns.length));
  sheet.columns = Array.from({ length: most }, () => ({ width: 22 }));
  for (const table of tables) {
    if (tables.length > 1) add(sheet, [table.heading], true);
    add(
      sheet,
      table.columns.map(({ label }) => label),
      true,
    );
    for (const row of table.rows) add(sheet, row.map(cellOf));
    for (const remark of [table.remark, table.note]) if (remark) add(sheet, [remark]);
  }
  sheet.commit();
}

/** Nothing is an empty cell and no text of length 0. */
const cellOf = (value: Value): string | number => isoValue(value);

function add(sheet: ExcelJS.Worksheet, values: Row, isHeading = false): void {
  const row = sheet.addRow(values.map((value) => (value === '' ? null : value)));
  row.alignment = { vertical: 'top', wrapText: true };
  if (isHeading) row.font = { bold: true };
  row.commit();
}

/** What Excel takes for the name of a sheet: 31 characters, none of \\ / ? * [ ] : */
const sheetName = (name: string): string => name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);
