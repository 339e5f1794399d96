/** Han characters are read in Mandarin, Korean or Japanese, and the paper does not say which: each reading is a form of the name. */
import anyAscii from 'any-ascii';
import { HAN_READINGS } from './han-readings.cases';

const MAX_FORMS = 10;
const HAN_RUN = /\p{Script=Han}+/gu;

function combine(readings: readonly (readonly string[])[], joiner: string): readonly string[] {
  let forms: string[] = [''];
  for (const choices of readings)
    forms = forms
      .flatMap((form) => choices.map((choice) => (form === '' ? choice : `${form}${joiner}${choice}`)))
      .slice(0, MAX_FORMS);
  return forms;
}

/** Where a Japanese surname usually ends: after two characters, or one of two. */
const surnameLength = (run: string): number => (run.length <= 2 ? 1 : run.length === 5 ? 3 : 2);

const japaneseForms = (run: string): readonly string[] => {
  const end = surnameLength(run);
  const [surname, given] = [read(run.slice(0, end), 'ja'), read(run.slice(end), 'ja')];
  if (surname === undefined || given === undefined) return [];
  const givenForms = combine(given, '');
  return combine(surname, '')
    .flatMap((one) => givenForms.map((other) => `${one} ${other}`))
    .slice(0, MAX_FORMS);
};

const read = (run: string, language: 'ko' | 'ja'): readonly (readonly string[])[] | undefined => {
  const readings = [...run].map((character) => HAN_READINGS.get(character)?.[language] ?? []);
  return readings.every((choices) => choices.length > 0) ? readings : undefined;
};

/** Pinyin letters whose sound other languages write otherwise. */
const soundedPinyin = (text: string): string => text.replace(/zh/g, 'j').replace(/q/g, 'ch').replace(/x/g, 'sh');

/** A dot between the parts marks a foreign name written by sound. */
export const isForeignInHan = (text: string): boolean => /[·・•]/u.test(text);

/** The name with each run of Han characters spelt out, one spelling per reading, Mandarin first. */
export function hanForms(text: string): readonly string[] {
  const mandarin = text.replace(HAN_RUN, (run) =>
    isForeignInHan(text)
      ? soundedPinyin(anyAscii(run).toLowerCase())
      : [...run].map((character) => anyAscii(character)).join(' '),
  );
  const run = text.replace(/\s+/g, '');
  if (!/^\p{Script=Han}{2,5}$/u.test(run)) return [mandarin];
  const korean = read(run, 'ko');
  return [mandarin, ...(korean ? combine(korean, ' ').slice(0, 2) : []), ...japaneseForms(run)];
}
