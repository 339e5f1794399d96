/**
 * What can be told of a file from its first bytes, before anything is written: hostile or foreign files are answered at once.
 * The reader checks the same again over the whole file; this only saves the sender the waiting.
 */
import { allow, refuse, type Verdict } from '../../../kernel/verdict';
import { asycudaRoots, formOf, headText, LOCKED_ADVICE } from '../readers/manifest-form.rules';
import { looksLikeBillTable } from '../readers/table-form.rules';
import type { TablePlan } from '../readers/table-plan.types';

const SKIPPED = /^(?:\s+|<\?(?:[^?]|\?(?!>))*\?>|<!--(?:[^-]|-(?!->))*-->)/;
const OPENING = /^<([^\s<>/?!=&'"]+)/;

/** Past declaration, comments and processing instructions. */
function prologueSkipped(text: string): string {
  let rest = text;
  for (let match = SKIPPED.exec(rest); match; match = SKIPPED.exec(rest)) rest = rest.slice(match[0].length);
  return rest;
}

function mayBeXml(text: string): Verdict {
  const rest = prologueSkipped(text);
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
  return asycudaRoots.has(root)
    ? allow
    : refuse(
        'UNEXPECTED_ROOT',
        `The root element is none of a manifest; expected ${[...asycudaRoots.keys()].join(', ')}`,
      );
}

/** The first message must be CUSCAR; one beyond `head` is left to the reader. */
function mayBeCuscar(text: string): Verdict {
  const [, type] = /UNH[^A-Za-z0-9][^']{0,40}?[^A-Za-z0-9]([A-Z]{6})[^A-Za-z0-9]/.exec(text) ?? [];
  return type === undefined || type === 'CUSCAR'
    ? allow
    : refuse('UNEXPECTED_ROOT', `The first message is ${type}; expected CUSCAR`);
}

/**
 * May this be a manifest? What lies beyond `head` is left to the reader.
 * @param columnMap by which a table's columns are to be read
 */
export function mayBeManifest(head: Uint8Array, columnMap?: TablePlan): Verdict {
  if (head.length === 0) return refuse('EMPTY', 'The body is empty');
  const text = headText(head);
  const form = formOf(head);
  if (form === 'XML') return mayBeXml(text);
  if (form === 'EDIFACT') return mayBeCuscar(text);
  if (form === 'WORKBOOK') return allow;
  if (form === 'LOCKED') return refuse('ENCRYPTED', `The file is ${LOCKED_ADVICE}`);
  if (form === 'TABLE' && looksLikeBillTable(text, columnMap) !== false) return allow;
  return refuse(
    'UNKNOWN_FORMAT',
    'The file is neither ASYCUDA World XML nor UN/EDIFACT CUSCAR nor a CSV or XLSX table with a column bl_no; a table with other columns needs a column map (POST /v1/column-maps)',
  );
}
