import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { toFtm } from './ftm-export.rules';
import { FTM_PROPERTIES } from './ftm-properties.cases';
import { readFtmList } from './ftm-list.parser';
import { handmadeList } from './handmade-list.factory';
import { LIST_SCHEMATA, type ListEntry, type ListLimits, type ListPart } from './list-entry.types';
import { readUnList } from './un-list.parser';

async function partsOf(reading: AsyncIterable<ListPart>): Promise<ListPart[]> {
  const parts: ListPart[] = [];
  for await (const part of reading) parts.push(part);
  return parts;
}
const read = (lines: readonly string[], limits: Partial<ListLimits> = {}): Promise<ListPart[]> =>
  partsOf(readFtmList(Readable.from([Buffer.from(lines.join('\n'))]), limits));
const entriesOf = (parts: readonly ListPart[]): ListEntry[] =>
  parts.flatMap((part) => (part.type === 'entry' ? [part.entry] : []));
const warningsOf = (parts: readonly ListPart[]): unknown[] =>
  parts.flatMap((part) => (part.type === 'warning' ? [[part.warning.code, part.warning.line]] : []));

const person = (id: string, properties: Record<string, unknown>): string =>
  JSON.stringify({ id, schema: 'Person', properties });

it('reads names, births, countries and identifiers of an entity', async () => {
  const parts = await read([
    person('p-1', {
      name: ['Jonas Lakay', 'Lakay Jonas', '乔纳斯'],
      weakAlias: ['Ti Jo'],
      previousName: ['Jo Test'],
      birthDate: ['1997', '1997-03'],
      nationality: ['ht'],
      passportNumber: ['A 123'],
      gender: ['male'],
      program: ['Haiti'],
      topics: ['sanction'],
    }),
  ]);
  expect(entriesOf(parts)).toMatchObject([
    {
      sourceId: 'p-1',
      schema: 'Person',
      listType: 'Haiti',
      gender: 'male',
      names: [
        { value: 'Jonas Lakay', kind: 'primary', quality: null },
        { value: 'Lakay Jonas', kind: 'alias', quality: null },
        { value: '乔纳斯', kind: 'original_script', quality: null },
        { value: 'Ti Jo', kind: 'alias', quality: 'low' },
        { value: 'Jo Test', kind: 'alias', quality: 'fka' },
      ],
      births: [{ date: '1997' }, { date: '1997-03' }],
      nationalities: [{ code: 'HT', raw: 'ht' }],
      documents: [{ type: 'Passport', number: 'A 123' }],
      unmapped: [{ element: 'topics', value: 'sanction', line: 1 }],
    },
  ]);
});

it('warns of each bad line by its number and reads the others', async () => {
  const parts = await read(
    [
      person('p-1', { name: ['A'] }),
      '{"id":"p-2","schema":"Person"',
      '',
      'null',
      '{"schema":"Person"}',
      person('p-3', { name: [{ value: 'x' }] }),
      `{"id":"p-4","schema":"Person","x":"${'y'.repeat(5000)}"}`,
      '{"id":"a","schema":"Address","properties":{}}',
      '{"id":"b","schema":"Address","properties":{}}',
      person('p-5', { name: 'One text', birthDate: ['1997-02-30'] }),
      '{"id":"p-6","schema":"Person","properties":{"name":["\\ud800 and \\u0000"],"__proto__":["z"]}}',
    ],
    { segmentText: 4000 },
  );
  expect(entriesOf(parts).map(({ sourceId, names }) => [sourceId, names[0]?.value])).toEqual([
    ['p-1', 'A'],
    ['p-5', 'One text'],
    ['p-6', '\uFFFD and \uFFFD'],
  ]);
  expect(warningsOf(parts)).toEqual([
    ...[2, 4, 5, 6, 7].map((line) => ['BAD_LINE', line]),
    ['NOT_A_PARTY', 8],
    ['BAD_DATE', 10],
  ]);
  expect(parts.at(-1)).toEqual({
    type: 'end',
    counts: { entries: 3, individuals: 3, entities: 0, rejected: 5, passedOver: 2 },
  });
});

it('has the same hash whatever the order of properties and values, and when only last_seen moved', async () => {
  const [a, b] = await Promise.all([
    read(['{"id":"x","schema":"Person","properties":{"name":["A","B"],"notes":["n"]},"last_seen":"2026-01-01"}']),
    read(['{"id":"x","schema":"Person","properties":{"notes":["n"],"name":["B","A"]},"last_seen":"2026-02-01"}']),
  ]);
  expect(entriesOf(a)[0]!.hash).toBe(entriesOf(b)[0]!.hash);
});

it('round-trips the UN list through FollowTheMoney', async () => {
  const before = entriesOf(await partsOf(readUnList(Readable.from([Buffer.from(handmadeList())]))));
  const after = entriesOf(await read(before.map((entry) => JSON.stringify(toFtm(entry, 'un-sc', ['sanction'])))));
  const facts = ({ names, births, nationalities, documents, ...entry }: ListEntry): unknown => ({
    names: names.map(({ value }) => value).sort(),
    births: births.flatMap(({ date }) => date ?? []),
    countries: nationalities.map(({ code }) => code),
    documents: documents.map(({ number }) => number),
    more: [
      entry.reference,
      entry.schema,
      entry.listType,
      entry.listedOn,
      entry.gender,
      entry.titles,
      entry.designations,
    ],
  });
  const persons = (entries: readonly ListEntry[]): unknown[] =>
    entries.filter(({ schema }) => schema === 'Person').map(facts);
  expect(persons(after)).toEqual(persons(before));
  expect(after.map(({ sourceId }) => sourceId)).toEqual(before.map(({ sourceId }) => `un-sc-${sourceId}`));
});

it('says in the notes what the model has no property for', async () => {
  const entries = entriesOf(await partsOf(readUnList(Readable.from([Buffer.from(handmadeList())]))));
  const { properties } = toFtm(entries[2]!, 'un-sc');
  expect(properties.notes).toEqual(expect.arrayContaining(['Born between 1960 and 1963', 'SUBMITTED_ON: 2010-01-01']));
  expect(properties.birthDate).toEqual(['1961', '1962']);
  const vessel = { ...entries[2]!, schema: 'Vessel' as const };
  expect(toFtm(vessel, 'x').properties.notes).toEqual(expect.arrayContaining(['gender: female', 'title: Dr']));
});

const modelFile = resolve(process.env.LAMBI_SHARED_DATA ?? '../shared/data', 'ftm/defaultModel_4.5.2.json');
(existsSync(modelFile) ? it.each(LIST_SCHEMATA) : it.skip.each(LIST_SCHEMATA))(
  'the properties of %s are of the model',
  (schema) => {
    const { schemata } = JSON.parse(readFileSync(modelFile, 'utf8'));
    const properties = (name: string): string[] => [
      ...Object.keys(schemata[name].properties),
      ...(schemata[name].extends ?? []).flatMap(properties),
    ];
    const known = new Set(properties(schema));
    expect([...FTM_PROPERTIES[schema]].filter((name) => !known.has(name))).toEqual([]);
  },
);
