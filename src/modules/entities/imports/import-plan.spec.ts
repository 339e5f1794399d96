import { type ImportContext, type Known, planImport } from './import-plan.rules';
import { readFtmLine } from './ftm-lines.parser';
import type { ParsedLine } from './import.types';

const OURS = '0193f5b2-6c1f-7000-8000-5d1c2a3b4c5d';
const THEIRS = '0193f5b2-6c1f-7000-8000-5d1c2a3b4c5e';
const known = (id: string, own: boolean): Known => ({ key: 1, id, schema: 'Organization', own });
const context: ImportContext = {
  byOrigin: new Map([['old', known(OURS, true)]]),
  byId: new Map([
    [OURS, known(OURS, true)],
    [THEIRS, known(THEIRS, false)],
  ]),
  source: 'case file',
  sourceRecordId: null,
};
const line = (id: string, schema: string, properties: Record<string, string[]>, at = 1): ParsedLine =>
  readFtmLine(at, JSON.stringify({ id, schema, properties }));
const person = (id: string, more: Record<string, string[]> = {}): ParsedLine =>
  line(id, 'Person', { name: [id], ...more });
const relation = (id: string, a: string, b: string): ParsedLine =>
  line(id, 'Associate', { person: [a], associate: [b] });

describe('a plan', () => {
  it.each<[string, ParsedLine[], string[], string[]]>([
    ['relations before what they join', [relation('r', 'a', 'b'), person('a'), person('b')], ['a', 'b', 'r'], []],
    ['a relation to nobody falls alone', [relation('r', 'a', 'x'), person('a')], ['a'], ['r']],
    [
      'what leans on what fell falls too, however long the chain',
      [
        person('a', { addressEntity: ['c'] }),
        relation('r', 'a', 'b'),
        person('b'),
        line('c', 'Address', { city: [' '] }),
      ],
      ['b'],
      ['a', 'c', 'r'],
    ],
    [
      'a circle of parents stands',
      [line('a', 'Company', { name: ['a'], parent: ['b'] }), line('b', 'Company', { name: ['b'], parent: ['a'] })],
      ['a', 'b'],
      [],
    ],
    [
      'another organisation’s entity may be joined',
      [person('a'), line('m', 'Membership', { member: ['a'], organization: [THEIRS] })],
      ['a', 'm'],
      [],
    ],
    ['but not added to', [line(THEIRS, 'Organization', { name: ['x'] })], [], [THEIRS]],
    ['a known one needs no name again', [line('old', 'Organization', { country: ['ht'] })], ['old'], []],
    [
      'nor does one in several lines',
      [line('a', 'Person', { name: ['a'] }), line('a', 'Person', { gender: ['male'] }, 2)],
      ['a'],
      [],
    ],
    ['a known one stays what it is', [line('old', 'Person', { name: ['x'] })], [], ['old']],
  ])('%s', (_, lines, planned, refused) => {
    const plan = planImport(lines, context);
    expect(plan.entities.map(({ ftmId }) => ftmId).sort()).toEqual(planned);
    expect(plan.refused.map(({ ftmId }) => ftmId).sort()).toEqual(refused);
    expect(plan.refused.every(({ reasons }) => reasons.length > 0)).toBe(true);
    const lined = plan.entities.flatMap((one) => one.lines).length + plan.refused.length;
    expect(lined).toBe(lines.length);
  });

  it('says by whom each statement is made', () => {
    const { entities } = planImport([person('a')], { ...context, sourceRecordId: OURS });
    expect(entities[0]!.statements).toEqual([{ prop: 'name', value: 'a', source: 'case file', sourceRecordId: OURS }]);
  });
});

describe('a line', () => {
  it.each([
    ['{"id":"a","schema":"Person","properties":{"name":"A"}}', undefined],
    ['{"id":"a","schema":"Person","properties":{"name":["A"],"nationality":["HT"]}}', undefined],
    ['{"id":"a","schema":"Person","properties":{"name":["A"]},"datasets":["x"],"caption":"A"}', undefined],
    ['{"id":"a","schema":"Person","properties":{"name":["A"]},"secret":1}', '"secret" is no part of an entity'],
    ['{"id":"a","schema":"Person","properties":{"name":[null]}}', 'name: a value is a text'],
    ['{"id":"a","schema":"Person","properties":{"__proto__":["A"]}}', 'Person has no property "__proto__"'],
    ['{"id":"a","schema":"Person","properties":{"ownershipOwner":["b"]}}', 'Person has no property'],
    ['{"id":"a","schema":"Person","properties":[]}', 'properties are no object'],
    ['{"id":" ","schema":"Person","properties":{}}', 'no id'],
    ['{"id":"a","schema":"toString","properties":{}}', 'schema "toString" is not kept here'],
    ['{"id":"a","properties":{}}', 'no schema'],
    ['null', 'the line is no object'],
    ['', 'the line is no JSON'],
  ])('%s: %s', (text, reason) => {
    const read = readFtmLine(1, text);
    expect('reasons' in read ? read.reasons.join() : undefined).toEqual(
      reason === undefined ? undefined : expect.stringContaining(reason),
    );
  });

  it('keeps a day that came with a time of day, and what was written', () => {
    const read = person('a', { birthDate: ['1977-03-30T00:00:00Z'] });
    expect(read).toMatchObject({
      statements: [{}, { value: '1977-03-30', originalValue: '1977-03-30T00:00:00Z' }],
    });
  });
});
