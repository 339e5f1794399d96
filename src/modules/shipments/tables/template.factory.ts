/** The templates to fill in: names of the columns, one invented line, and in a workbook a sheet that explains them. */
import { columnKey } from '../readers/tables/table-columns.cases';
import { LEGEND_HEAD, LEGENDS } from '../readers/tables/table-legend.cases';
import { PROFILE_PLANS, type TableProfile } from '../readers/tables/table-profiles.cases';
import { writeWorkbook } from './workbook.factory';

const csvCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const alsoKnown = (profile: TableProfile, column: string, field: string | null): string => {
  if (field === null) return 'kept as it is, without a field of its own';
  const names = [...PROFILE_PLANS[profile].columns].filter(([name, to]) => to === field && name !== columnKey(column));
  return names.map(([name]) => name).join(', ');
};

/** RFC 4180, ASCII. */
export function csvTemplate(profile: TableProfile): Buffer {
  const legend = LEGENDS[profile];
  const rows = [legend.map(({ column }) => column), legend.map(({ example }) => example)];
  return Buffer.from(rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join(''));
}

export function xlsxTemplate(profile: TableProfile): Promise<Buffer> {
  const legend = LEGENDS[profile];
  const explained = legend.map(({ column, field, meaning, example }) => [
    ...[column, meaning, example],
    alsoKnown(profile, column, field),
  ]);
  return writeWorkbook([
    { name: 'Bills', rows: [legend.map(({ column }) => column), legend.map(({ example }) => example)] },
    { name: 'Columns', rows: [[...LEGEND_HEAD, 'Also understood'], ...explained] },
  ]);
}
