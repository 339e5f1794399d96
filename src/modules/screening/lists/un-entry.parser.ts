/** One INDIVIDUAL or ENTITY of the UN list. */
import { createHash } from 'node:crypto';
import type { XmlNode } from '../../../platform/files/xml-node.rules';
import { ElementReader, EntryNotes } from './element-reader.parser';
import type { ListEntry, ListWarning } from './list-entry.types';
import { genderInText, linksIn, oneLine, readDay, readGender } from './list-values.rules';
import { readBirthPlaces, readBirths, readDocuments, readNames, readPlaces } from './un-details.parser';
import { UN_WITHOUT_MEANING } from './un-elements.cases';

/**
 * Content without form: white space, empty elements and the order of siblings say nothing, so a list that is only printed another
 * way has no changed entry.
 */
function canonical(node: XmlNode): string {
  if (UN_WITHOUT_MEANING.has(node.name)) return '';
  const text = oneLine(node.text);
  const attributes = Object.entries(node.attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  const children = node.children.map(canonical).filter((child) => child !== '');
  if (text === '' && children.length === 0 && attributes.length === 0) return '';
  return `(${node.name} ${JSON.stringify(attributes)} ${JSON.stringify(text)} ${children.sort().join('')})`;
}

const hashOf = (node: XmlNode): string => createHash('sha256').update(canonical(node)).digest('hex');

/** Free text of the whole entry, where links to others stand. */
function freeText(node: XmlNode): string {
  const texts: string[] = [];
  const visit = (one: XmlNode): void => {
    if (/^(?:COMMENTS1|NOTE|VALUE)$/.test(one.name) && one.text.trim() !== '') texts.push(one.text);
    one.children.forEach(visit);
  };
  visit(node);
  return texts.join('. ');
}

/** The key that stays: DATAID, else the reference; without either the content has to do. */
function sourceIdOf(entry: ElementReader, reference: string | null, hash: string): string {
  const id = entry.text('DATAID');
  if (id !== null) return id.slice(0, 100);
  const key = reference ?? `sha256:${hash.slice(0, 32)}`;
  entry.notes.warn('MISSING_ID', `the entry has no DATAID; its key is ${key.slice(0, 100)}`, entry.node.line);
  return key.slice(0, 100);
}

export interface UnEntry {
  /** Undefined where the element holds nothing. */
  readonly entry: ListEntry | undefined;
  readonly warnings: readonly ListWarning[];
}

export function readUnEntry(node: XmlNode): UnEntry {
  const notes = new EntryNotes();
  const reader = new ElementReader(node, notes);
  const hash = hashOf(node);
  const reference = reader.text('REFERENCE_NUMBER');
  notes.reference = reference?.slice(0, 100);
  if (canonical(node) === '') {
    notes.warn('EMPTY_ENTRY', `the ${node.name} holds nothing`, node.line);
    return { entry: undefined, warnings: notes.warnings };
  }
  const isPerson = node.name === 'INDIVIDUAL';
  const comments = reader.prose('COMMENTS1');
  const names = readNames(reader, node.name);
  if (names.length === 0) notes.warn('MISSING_NAME', 'the entry has no name and cannot be found', node.line);
  const facts: Omit<ListEntry, 'unmapped'> = {
    sourceId: sourceIdOf(reader, reference, hash),
    reference,
    schema: isPerson ? 'Person' : 'Organization',
    listType: reader.text('UN_LIST_TYPE'),
    listedOn: reader.doubting('LISTED_ON', 'BAD_DATE', readDay),
    lastUpdated: lastUpdated(reader),
    names,
    titles: reader.values('TITLE'),
    designations: reader.values('DESIGNATION'),
    nationalities: reader.values('NATIONALITY').map((raw) => reader.countryOf(raw, 'NATIONALITY')),
    births: readBirths(reader),
    birthPlaces: readBirthPlaces(reader),
    addresses: readPlaces(reader, `${node.name}_ADDRESS`),
    documents: readDocuments(reader),
    gender:
      reader.doubting('GENDER', 'BAD_VALUE', readGender) ?? (isPerson ? genderInText(comments ?? '') : null) ?? null,
    comments,
    links: linksIn(freeText(node), reference),
    hash,
    line: node.line,
  };
  for (const name of UN_WITHOUT_MEANING) passOver(reader, name);
  return { entry: { ...facts, unmapped: reader.unmapped() }, warnings: notes.warnings };
}

function lastUpdated(reader: ElementReader): readonly string[] {
  return reader.values('LAST_DAY_UPDATED').flatMap((raw) => {
    const day = readDay(raw);
    if (day === undefined) {
      const message = `LAST_DAY_UPDATED ${JSON.stringify(raw.slice(0, 60))} cannot be read`;
      reader.notes.warn('BAD_DATE', message, reader.node.line, 'LAST_DAY_UPDATED');
    }
    return day ?? [];
  });
}

function passOver(reader: ElementReader, name: string): void {
  if (name === 'LIST_TYPE') reader.values(name);
  else reader.prose(name);
}
