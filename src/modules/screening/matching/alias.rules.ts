/** `Johnson Andre alias Izo` and `Jimmy "Barbecue" Chérizier` are two names of one bearer each. */
import { ALIAS_MARKER } from './particles.cases';

/** Not single quotes: in romanised Arabic they are letters. */
const QUOTED = /["“”«»„]([^"“”«»„]{2,60})["“”«»„]/gu;
const BRACKETED = /\(([^()]{2,80})\)/gu;
const STROKE = /\s*\/\s*(?=\p{L}{2})/u;

export interface SplitName {
  readonly main: string;
  readonly aliases: readonly string[];
}

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** For persons quotes and brackets hold a nickname; in a firm's name they hold the name itself or a place. */
export function splitAliases(text: string, isPerson: boolean): SplitName {
  const aliases: string[] = [];
  let main = text;
  if (isPerson) {
    const keep = (_whole: string, ...groups: (string | undefined)[]): string => {
      const alias = groups.slice(0, -2).find((group) => typeof group === 'string');
      if (alias !== undefined) aliases.push(alias);
      return ' ';
    };
    main = main.replace(QUOTED, keep).replace(BRACKETED, keep);
  }
  const [first = '', ...marked] = main.split(ALIAS_MARKER);
  const [head = '', ...stroked] = /\p{L}{2}\s*\/\s*\p{L}{2}/u.test(first) ? first.split(STROKE) : [first];
  const all = [head, ...stroked, ...marked, ...aliases].map(tidy).filter((name) => /[\p{L}\p{N}]/u.test(name));
  return { main: all[0] ?? '', aliases: all.slice(1) };
}
