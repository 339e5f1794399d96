import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { LEDGER } from './ledger';

/** What is wrong with one file or one line, for a person who has to mend it. */
export interface Finding {
  /** File or line of a bundle. */
  readonly where: string;
  /** JSON pointer of the field, if it is one field's fault. */
  readonly field?: string;
  readonly code: string;
  readonly message: string;
}

export interface FolderRecord {
  /** The JSON file, from the folder, with `/`. */
  readonly place: string;
  /** From the folder. */
  readonly photos: readonly string[];
}

const NOT_OURS = /^(\.|~\$|Thumbs\.db$|desktop\.ini$|lambi-ledger\.json)|\.(ndjson|tmp)$/i;
const isJson = (name: string): boolean => /\.json$/i.test(name);
const stemOf = (name: string): string => name.replace(/\.[^.]+$/, '');

/**
 * The records of a folder: each subfolder with one JSON file, whose other files are its photos; and each JSON file in the folder itself,
 * whose photos begin with its name (`seizure-7.json`: `seizure-7.jpg`, `seizure-7-door.jpg`). What belongs to nothing is told.
 */
export async function recordsOf(folder: string): Promise<{ records: FolderRecord[]; findings: Finding[] }> {
  const records: FolderRecord[] = [];
  const findings: Finding[] = [];
  const { files, folders } = await entriesOf(folder, findings, '');
  const own = files.filter(isJson).map((place) => ({ place, stem: stemOf(place), photos: [] as string[] }));
  for (const file of files.filter((name) => !isJson(name))) {
    const [owner] = own
      .filter(({ stem }) => belongsTo(stemOf(file), stem))
      .sort((a, b) => b.stem.length - a.stem.length);
    if (owner) owner.photos.push(file);
    else
      findings.push(
        finding(file, 'BELONGS_TO_NOTHING', 'No inspection has this name; put both into a folder of their own'),
      );
  }
  records.push(...own.map(({ place, photos }) => ({ place, photos })));
  for (const name of folders) {
    const inside = (await entriesOf(path.join(folder, name), findings, `${name}/`)).files.map(
      (file) => `${name}/${file}`,
    );
    const [place, ...more] = inside.filter(isJson);
    if (place && more.length === 0) records.push({ place, photos: inside.filter((file) => file !== place) });
    else
      findings.push(
        finding(name, place ? 'TWO_INSPECTIONS' : 'NO_INSPECTION', 'A folder holds one JSON file, the inspection'),
      );
  }
  return { records: records.sort((a, b) => (a.place < b.place ? -1 : 1)), findings };
}

const belongsTo = (photo: string, stem: string): boolean =>
  photo === stem || (photo.startsWith(stem) && /^[-_. (]/.test(photo.slice(stem.length)));

async function entriesOf(
  folder: string,
  findings: Finding[],
  prefix: string,
): Promise<{ files: string[]; folders: string[] }> {
  const entries = (await readdir(folder, { withFileTypes: true }))
    .filter(({ name }) => !NOT_OURS.test(name) && !name.endsWith('.receipts') && name !== LEDGER)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries)
    if (!entry.isFile() && !(entry.isDirectory() && prefix === ''))
      findings.push(finding(`${prefix}${entry.name}`, 'NOT_A_FILE', 'Only files are read here, one folder deep'));
  return {
    files: entries.filter((entry) => entry.isFile()).map(({ name }) => name),
    folders: prefix === '' ? entries.filter((entry) => entry.isDirectory()).map(({ name }) => name) : [],
  };
}

export const finding = (where: string, code: string, message: string, field?: string): Finding => ({
  where,
  ...(field !== undefined && { field }),
  code,
  message,
});
