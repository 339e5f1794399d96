import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';

const NAMES = path.resolve(process.env.LAMBI_SHARED_DATA ?? '../shared/data', 'names/un-persons.csv');
/** Where the real names are not at hand: fewer words, so more names share each. */
const FALLBACK = `Jimmy Cherizier;Vitelhomme Innocent;Wilson Joseph;Renel Destina;Johnson Andre;Prophane Victor;Luckson Elan;Kempes Sanon;Dimitri Herard;Charlemagne Peralte;Toussaint Louverture;
Catherine Flon;Sanite Belair;Mohammed Salah Ahmed;Abdul Karim Hassan;Ri Hong Sop;Kim Yong Chol;Petrov Ivan Sergeevich;Nguyen Van Minh;Maria Teresa Bautista`;

/** The same sequence in each run. */
export class Random {
  constructor(private state: number) {}

  next(): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return this.state / 2 ** 32;
  }

  below(most: number): number {
    return Math.floor(this.next() * most);
  }

  one<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}

const realNames = (): string[] =>
  fs.existsSync(NAMES)
    ? parse<{ full_name: string }>(fs.readFileSync(NAMES), { columns: true }).map(({ full_name }) => full_name)
    : FALLBACK.split(/;\s*/);

const VOWELS = 'aeiou';
const CONSONANTS = 'bcdfghklmnprstvz';

/** Another word of the same make: a letter or two exchanged, so that a million names have the variety of real ones. */
function varied(word: string, random: Random): string {
  if (word.length < 4 || random.next() < 0.4) return word;
  let changed = word.toLowerCase();
  for (let times = 1 + random.below(2); times > 0; times -= 1) {
    const at = 1 + random.below(changed.length - 1);
    const letters = VOWELS.includes(changed[at]!) ? VOWELS : CONSONANTS;
    changed = changed.slice(0, at) + random.one([...letters]) + changed.slice(at + 1);
  }
  return changed;
}

/** Names put together from the words of the real ones, each word from another name. */
export function* generatedNames(count: number, random = new Random(2692)): Generator<string> {
  const words = realNames().map((name) => name.split(/\s+/).filter(Boolean));
  const all = words.flat();
  for (let n = 0; n < count; n += 1) {
    const shape = random.one(words);
    yield shape.map(() => varied(random.one(all), random)).join(' ');
  }
}

/** A name as paperwork has it: turned round, a letter wrong, a part missing, or as it is. */
export function distorted(name: string, random: Random): string {
  const words = name.split(' ');
  const kind = random.below(4);
  if (kind === 0 && words.length > 1) return [...words.slice(1), words[0]!].join(' ');
  if (kind === 1 && words.length > 2) return words.filter((_, at) => at !== 1).join(' ');
  if (kind === 2) {
    const at = random.below(words.length);
    const word = words[at]!;
    const letter = 1 + random.below(Math.max(1, word.length - 1));
    return words.map((each, i) => (i === at ? word.slice(0, letter) + word.slice(letter + 1) : each)).join(' ');
  }
  return name;
}
