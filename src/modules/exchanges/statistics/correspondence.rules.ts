import { writeRow } from '../../entities';
import type { Letter } from './correspondence.types';

const COLUMNS: readonly (readonly [string, (letter: Letter) => string | null])[] = [
  ['Reference', ({ reference }) => reference],
  ['Addressee', ({ addressee }) => addressee],
  ['Answered by', ({ organisation }) => organisation],
  ['Subject', ({ subject }) => subject],
  ['Asked for', ({ asks }) => asks.join(' ')],
  ['Follows up', ({ followsUp }) => followsUp],
  ['Sent', ({ sentAt }) => sentAt.slice(0, 10)],
  ['Due', ({ dueOn }) => dueOn],
  ['Reminders', ({ reminders }) => String(reminders)],
  ['Status', ({ status }) => status],
  ['Acknowledged', ({ acknowledgedAt }) => acknowledgedAt?.slice(0, 10) ?? null],
  ['Answered', ({ answeredAt }) => answeredAt?.slice(0, 10) ?? null],
];

/** As an annex lists letters and replies: RFC 4180 in UTF-8, days in UTC, no text that a spreadsheet takes for a formula. */
export function correspondenceCsv(letters: readonly Letter[]): string {
  const rows = [COLUMNS.map(([name]) => name), ...letters.map((letter) => COLUMNS.map(([, of]) => of(letter) ?? ''))];
  return rows.map((row) => writeRow(row)).join('');
}
