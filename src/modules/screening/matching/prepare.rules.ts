/** An entity read once: its names as forms of tokens, its identifiers in their normal spelling. */
import { splitAliases } from './alias.rules';
import { cleanName } from './clean.rules';
import { hanForms, isForeignInHan } from './han.rules';
import type {
  MatchEntity,
  MatchName,
  MatchSchema,
  NameFamily,
  NameFlag,
  NameForm,
  PreparedEntity,
  PreparedName,
  ScriptClass,
  Token,
} from './matching.types';
import { letterCounts } from './letter-counts.rules';
import { scriptOf } from './romanise.rules';
import { tokensOf } from './tokens.rules';
import { MAX_WORDS, wordsOf } from './words.rules';

const FAMILY: Readonly<Partial<Record<MatchSchema, NameFamily>>> = {
  Person: 'person',
  Organization: 'group',
  PublicBody: 'group',
  Vessel: 'thing',
  Airplane: 'thing',
  Vehicle: 'thing',
};
export const familyOf = (schema: MatchSchema): NameFamily => FAMILY[schema] ?? 'company';

/** More names than any listed entry has (UN list: 23). */
const MAX_NAMES = 60;

function formOf(tokens: readonly Token[], script: ScriptClass, family: NameFamily): NameForm {
  const bearing = tokens.filter(({ kind }) => kind !== 'type');
  const compact = (bearing.length === 0 ? tokens : bearing).map(({ text }) => text).join('');
  return {
    whole: tokens.map(({ text }) => text).join(''),
    tokens,
    script,
    family,
    compact,
    compactLetters: letterCounts(compact),
    key: tokens.map(({ text }) => text).join(' '),
  };
}

function formsOf(text: string, family: NameFamily, flags: Set<NameFlag>): readonly NameForm[] {
  const written = scriptOf(text);
  const script = written === 'han' && isForeignInHan(text) ? 'syllabic' : written;
  const spellings = written === 'han' ? hanForms(text) : [text];
  return spellings
    .map((spelling) => {
      const words = wordsOf(spelling, family);
      if (words.length === MAX_WORDS) flags.add('CUT');
      return formOf(tokensOf(words, family), script, family);
    })
    .filter(({ tokens }) => tokens.length > 0);
}

function prepareName(name: MatchName, family: NameFamily, flags: Set<NameFlag>): readonly PreparedName[] {
  const { text, flags: found } = cleanName(name.value);
  for (const flag of found) flags.add(flag);
  const { main, aliases } = splitAliases(text, family === 'person');
  return [main, ...aliases].flatMap((value, at) => {
    const forms = formsOf(value, family, flags);
    return forms.length === 0
      ? []
      : [{ value, quality: name.quality ?? 'main', original: name.original ?? false, split: at > 0, forms }];
  });
}

const identifierText = (value: string): string =>
  value
    .slice(0, 100)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Never throws, whatever the names hold; what was odd about them is in `flags`. */
export function prepare(source: MatchEntity): PreparedEntity {
  const flags = new Set<NameFlag>();
  const family = familyOf(source.schema);
  const names = source.names
    .slice(0, MAX_NAMES)
    .flatMap((name) => prepareName(typeof name === 'string' ? { value: name } : name, family, flags));
  const identifiers = (source.identifiers ?? [])
    .map(({ kind, value }) => ({ kind: kind.toLowerCase(), value: identifierText(value) }))
    .map(({ kind, value }) => ({ kind, value: kind === 'imo' ? value.replace(/^IMO/, '') : value }))
    .filter(({ value }) => value.length >= 4);
  return { source, family, names, identifiers, flags: [...flags] };
}
