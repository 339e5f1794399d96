/**
 * Cells of a CSV file that a person will open in a spreadsheet. A text that begins like a formula gets an apostrophe before it, which
 * spreadsheets do not show (OWASP, CSV injection), and loses it when it is read back; a text that begins with an apostrophe gets one too,
 * so that what comes back is what went out.
 */
const GUARDED = /^[=+\-@\t\r']/;
const UNGUARD = /^'(?=[=+\-@\t\r'])/;

export function writeCell(text: string): string {
  const guarded = GUARDED.test(text) ? `'${text}` : text;
  return /[",;\r\n\t]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

export const readCell = (cell: string): string => cell.replace(UNGUARD, '');

/** RFC 4180: lines end with CR LF. */
export const writeRow = (cells: readonly string[]): string => `${cells.map(writeCell).join(',')}\r\n`;
