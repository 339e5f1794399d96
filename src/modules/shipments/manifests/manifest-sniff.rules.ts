/**
 * What can be told of a file from its first bytes, before anything is written: hostile or foreign files are answered at once.
 * The reader checks the same again over the whole file; this only saves the sender the waiting.
 */
import { allow, refuse, type Verdict } from '../../../kernel/verdict';

/** Root elements that a reader understands. */
const ROOTS: ReadonlySet<string> = new Set(['Awmds']);
const SKIPPED = /^(?:\s+|<\?(?:[^?]|\?(?!>))*\?>|<!--(?:[^-]|-(?!->))*-->)/;
const OPENING = /^<([^\s<>/?!=&'"]+)/;

function textOf(head: Uint8Array): string {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(head);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(head);
  const text = new TextDecoder('latin1').decode(head);
  return text.startsWith('\u00ef\u00bb\u00bf') ? text.slice(3) : text;
}

/** Past declaration, comments and processing instructions. */
function prologueSkipped(text: string): string {
  let rest = text;
  for (let match = SKIPPED.exec(rest); match; match = SKIPPED.exec(rest)) rest = rest.slice(match[0].length);
  return rest;
}

/** May this be a manifest in XML? A beginning longer than `head` is left to the reader. */
export function mayBeManifest(head: Uint8Array): Verdict {
  if (head.length === 0) return refuse('EMPTY', 'The body is empty');
  const rest = prologueSkipped(textOf(head));
  if (/^<!DOCTYPE/i.test(rest)) {
    return refuse(
      'DOCTYPE_REFUSED',
      'A document type declaration (DTD) is not accepted: it can make a parser read other files',
    );
  }
  if (rest === '' || /^<(?:\?|!-|!?$)/.test(rest)) return allow;
  const [tag, name] = OPENING.exec(rest) ?? [];
  if (name === undefined) return refuse('NOT_XML', 'The file does not begin like an XML document');
  if (tag === rest) return allow;
  const root = name.slice(name.indexOf(':') + 1);
  return ROOTS.has(root)
    ? allow
    : refuse('UNEXPECTED_ROOT', `The root element is none of a manifest; expected ${[...ROOTS].join(', ')}`);
}
