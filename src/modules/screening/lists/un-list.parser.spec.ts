import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { HANDMADE_ENTITIES, HANDMADE_PERSONS, handmadeList } from './handmade-list.factory';
import type { ListCounts, ListEntry, ListHeader, ListLimits, ListPart, ListWarning } from './list-entry.types';
import { readUnList } from './un-list.parser';

interface ReadWhole {
  header?: ListHeader;
  entries: ListEntry[];
  warnings: ListWarning[];
  counts?: ListCounts;
}

async function collect(parts: AsyncIterable<ListPart>): Promise<ReadWhole> {
  const whole: ReadWhole = { entries: [], warnings: [] };
  for await (const part of parts) {
    if (part.type === 'header') whole.header = part.header;
    else if (part.type === 'entry') whole.entries.push(part.entry);
    else if (part.type === 'warning') whole.warnings.push(part.warning);
    else whole.counts = part.counts;
  }
  return whole;
}

const read = (file: string | Buffer, limits: Partial<ListLimits> = {}): Promise<ReadWhole> =>
  collect(readUnList(Readable.from([Buffer.from(file)]), limits));
const person = async (text: string): Promise<ListEntry> => (await read(handmadeList([text], []))).entries[0]!;

describe('the hand-made list', () => {
  let whole: ReadWhole;
  let byReference: Map<string, ListEntry>;
  beforeAll(async () => {
    whole = await read(handmadeList());
    byReference = new Map(whole.entries.map((entry) => [entry.reference!, entry]));
  });

  it('has its header, its counts and only the warnings it deserves', () => {
    expect(whole.header).toEqual({ format: 'UN_XML', dateGenerated: '2026-02-27T00:00:09.554Z' });
    expect(whole.counts).toEqual({ entries: 4, individuals: 3, entities: 1, rejected: 0, passedOver: 0 });
    expect(whole.warnings.map(({ code, element, reference }) => [code, element, reference])).toEqual([
      ['BAD_DATE', 'DATE', 'QDi.903'],
      ['UNKNOWN_ELEMENT', 'SUBMITTED_ON', undefined],
    ]);
  });

  it('takes a year for a year though its type is EXACT', () => {
    const birth = { date: '1997', from: null, to: null, approximate: false, note: null };
    expect(byReference.get('HTi.901')!.births).toEqual([birth]);
  });

  it('makes nothing of empty placeholder elements and of "na"', () => {
    expect(byReference.get('HTi.902')).toMatchObject({
      names: [{ value: 'MARIE CLAIRE TEST', kind: 'primary', quality: null }],
      births: [],
      birthPlaces: [],
      addresses: [],
      documents: [],
      nationalities: [],
      lastUpdated: [],
      comments: null,
      gender: null,
      unmapped: [],
    });
  });

  it('reads the gender that stands in COMMENTS1 only, and lets the element win', () => {
    expect(byReference.get('HTi.901')!.gender).toBe('male');
    expect(byReference.get('QDi.903')!.gender).toBe('female');
  });

  it('cuts trailing blanks and keeps the order of the names', () => {
    expect(byReference.get('HTe.901')!.names[0]!.value).toBe('BAZ TEST');
    expect(byReference.get('QDi.903')!.names[0]!.value).toBe('ALI HASSAN OMAR');
    expect(byReference.get('HTi.901')!.designations).toEqual(['Leader of a gang']);
  });

  it('leaves a street where it was typed, in CITY', () => {
    expect(byReference.get('HTi.901')!.addresses).toEqual([
      {
        street: null,
        city: 'Impasse des Fleurs 49, Tabarre',
        province: null,
        postalCode: null,
        country: { code: 'HT', raw: 'Haiti' },
        note: null,
      },
    ]);
  });

  it('reads several VALUEs', () => {
    const entry = byReference.get('HTi.901')!;
    expect(entry.nationalities).toEqual([
      { code: 'HT', raw: 'Haiti' },
      { code: 'DO', raw: 'Dominican Republic' },
    ]);
    expect(entry.lastUpdated).toEqual(['2024-01-02', '2025-03-04']);
  });

  it('finds the leader of a group in its free text', () => {
    expect(byReference.get('HTe.901')!.links).toEqual([
      { reference: 'HTi.901', text: 'Jonas Lakay (HTi.901) is the leader of Baz Test' },
    ]);
    expect(byReference.get('QDi.903')!.links.map(({ reference }) => reference)).toEqual(['QDi.904', 'QDe.905']);
  });

  it('reads births between two years and approximate ones, and doubts a day that is none', () => {
    expect(byReference.get('QDi.903')!.births).toEqual([
      { date: null, from: '1960', to: '1963', approximate: false, note: null },
      { date: '1961', from: null, to: null, approximate: true, note: 'Nov. 1961' },
      { date: '1962', from: null, to: null, approximate: false, note: expect.stringContaining('given with the alias') },
    ]);
  });

  it('keeps what it does not know and what it could not read', () => {
    expect(byReference.get('QDi.903')!.unmapped.map(({ element, value }) => [element, value])).toEqual([
      ['SUBMITTED_ON', '2010-01-01'],
      ['INDIVIDUAL_DATE_OF_BIRTH/DATE', '1961-11-31'],
    ]);
  });

  it('takes several names out of one field and says what stood there', () => {
    const given = 'Ali One; Ali Two (علي)';
    expect(byReference.get('QDi.903')!.names.slice(1)).toEqual([
      { value: 'علي حسن عمر', kind: 'original_script', quality: null },
      { value: 'Ali One', kind: 'alias', quality: 'good', given },
      { value: 'Ali Two', kind: 'alias', quality: 'good', given },
      { value: 'علي', kind: 'original_script', quality: 'good', given },
    ]);
  });

  it('takes the second name of an entity out of FIRST_NAME', async () => {
    const [text = ''] = HANDMADE_ENTITIES;
    const { entries } = await read(handmadeList([], [text.replace('BAZ TEST ', 'BAZ TEST ; TEST BASE')]));
    const given = 'BAZ TEST ; TEST BASE';
    expect(entries[0]!.names.slice(0, 2)).toEqual([
      { value: 'BAZ TEST', kind: 'primary', quality: null, given },
      { value: 'TEST BASE', kind: 'alias', quality: null, given },
    ]);
  });

  it('reads qualities, documents and a day with a zone', () => {
    expect(byReference.get('HTe.901')!.names.map(({ quality }) => quality)).toEqual([null, 'aka', 'fka']);
    expect(byReference.get('HTi.901')!.names[1]).toEqual({ value: 'TI JO', kind: 'alias', quality: 'low' });
    expect(byReference.get('QDi.903')).toMatchObject({
      listedOn: '2011-03-29',
      documents: [
        {
          type: 'Passport',
          number: 'A 123',
          country: { code: 'IQ', raw: 'Iraq' },
          issuedOn: '2001-02-03',
          note: 'Service passport; issued in Basra',
        },
      ],
    });
  });
});

describe('the hash of an entry', () => {
  const [first = ''] = HANDMADE_PERSONS;
  it('does not change with white space, placeholders, the order of siblings, or VERSIONNUM', async () => {
    const { hash } = await person(first);
    for (const other of [
      first.replace(/>\s+</g, '><'),
      first.replace('</INDIVIDUAL>', '<INDIVIDUAL_DOCUMENT/><SORT_KEY/></INDIVIDUAL>'),
      first.replace(
        '<VALUE>Haiti</VALUE><VALUE>Dominican Republic</VALUE>',
        '<VALUE>Dominican Republic</VALUE><VALUE>Haiti</VALUE>',
      ),
      first.replace('<VERSIONNUM>1<', '<VERSIONNUM>2<'),
    ]) {
      expect(other).not.toBe(first);
      expect((await person(other)).hash).toBe(hash);
    }
  });

  it('changes with any content, also of an element that is not known', async () => {
    const { hash } = await person(first);
    const others = [
      first.replace('TI JO', 'TI JOE'),
      first.replace('Low', 'Good'),
      first.replace('</INDIVIDUAL>', '<SUBMITTED_BY>X</SUBMITTED_BY></INDIVIDUAL>'),
      first.replace('<VALUE>2025-03-04</VALUE>', ''),
    ];
    const hashes = await Promise.all(others.map(async (other) => (await person(other)).hash));
    expect(new Set([hash, ...hashes]).size).toBe(5);
  });
});

describe('entries that are not as they should be', () => {
  const entry = (inner: string): string => `<INDIVIDUAL>${inner}</INDIVIDUAL>`;
  it.each([
    [
      'no DATAID',
      entry('<FIRST_NAME>A</FIRST_NAME><REFERENCE_NUMBER>HTi.999</REFERENCE_NUMBER>'),
      'HTi.999',
      'MISSING_ID',
    ],
    ['no key at all', entry('<FIRST_NAME>A</FIRST_NAME>'), expect.stringMatching(/^sha256:/), 'MISSING_ID'],
    ['no name', entry('<DATAID>1</DATAID>'), '1', 'MISSING_NAME'],
    ['two DATAIDs', entry('<DATAID>1</DATAID><DATAID>2</DATAID><FIRST_NAME>A</FIRST_NAME>'), '1', 'REPEATED_ELEMENT'],
    [
      'an unknown quality',
      entry('<DATAID>1</DATAID><INDIVIDUAL_ALIAS><QUALITY>Fair</QUALITY><ALIAS_NAME>B</ALIAS_NAME></INDIVIDUAL_ALIAS>'),
      '1',
      'BAD_VALUE',
    ],
    [
      'a country nobody knows',
      entry('<DATAID>1</DATAID><FIRST_NAME>A</FIRST_NAME><NATIONALITY><VALUE>Utopia</VALUE></NATIONALITY>'),
      '1',
      'UNKNOWN_COUNTRY',
    ],
  ])('%s: kept, with a warning', async (_, text, sourceId, code) => {
    const whole = await read(handmadeList([text], []));
    expect(whole.entries).toMatchObject([{ sourceId }]);
    expect(whole.warnings).toContainEqual(expect.objectContaining({ code, line: expect.any(Number) }));
  });

  it('keeps two parties under one DATAID, and rejects a copy', async () => {
    const [a = '', b = ''] = HANDMADE_PERSONS;
    const whole = await read(handmadeList([a, b.replace('9002', '9001'), a], []));
    expect(whole.entries.map(({ sourceId }) => sourceId)).toEqual(['9001', '9001#2']);
    expect(whole.counts).toMatchObject({ entries: 2, rejected: 1 });
    expect(whole.warnings.filter(({ code }) => code === 'DUPLICATE_ENTRY')).toHaveLength(2);
  });

  it('takes out an entry that stands within another, and one outside its list', async () => {
    const [a = '', b = ''] = HANDMADE_PERSONS;
    const nested = a.replace('<SECOND_NAME>', `${b}<SECOND_NAME>`);
    const whole = await read(handmadeList([nested], []).replace('<ENTITIES>', `${HANDMADE_ENTITIES[0]}<ENTITIES>`));
    expect(whole.entries.map(({ sourceId }) => sourceId)).toEqual(['9001', '9002', '9101']);
    expect(whole.entries[0]!.names[0]!.value).toBe('JONAS LAKAY');
    expect(whole.warnings[0]).toMatchObject({ code: 'NESTED_ENTRY' });
  });

  it('rejects an empty element, and says so', async () => {
    const whole = await read(handmadeList(['<INDIVIDUAL>  <SORT_KEY/></INDIVIDUAL>'], []));
    expect(whole.counts).toMatchObject({ entries: 0, rejected: 1 });
    expect(whole.warnings).toMatchObject([{ code: 'EMPTY_ENTRY', line: 4 }]);
  });
});

describe('form', () => {
  const list = handmadeList();
  it.each([
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(list.replace('UTF-8', 'UTF-16'), 'utf16le')])],
    ['a byte order mark', Buffer.from(`\ufeff${list}`)],
    ['a prefix on every element', Buffer.from(list.replace(/<(\/?)([A-Z])/g, '<$1un:$2'))],
  ])('reads a list in %s', async (_, bytes) => {
    const whole = await read(bytes);
    expect(whole.entries.map(({ hash }) => hash)).toEqual((await read(list)).entries.map(({ hash }) => hash));
  });

  it.each([
    ['another document', '<Awmds><INDIVIDUAL/></Awmds>', {}, 'UNEXPECTED_ROOT'],
    ['a file cut short', list.slice(0, -30), {}, 'TRUNCATED'],
    ['crossed tags', list.replace('</LISTED_ON>', '</LISTED>'), {}, 'MALFORMED'],
    ['a DTD', list.replace('<CONS', '<!DOCTYPE x [<!ENTITY a "b">]><CONS'), {}, 'DOCTYPE_REFUSED'],
    ['an entity of its own', list.replace('JONAS', '&lol;'), {}, 'MALFORMED'],
    ['a text of 10 MB', list.replace('JONAS', 'J'.repeat(10_000_000)), {}, 'TEXT_TOO_LONG'],
    ['a tag of 10 MB', list.replace('<FIRST_NAME>', `<FIRST_NAME ${'a'.repeat(10_000_000)}>`), {}, 'TEXT_TOO_LONG'],
    ['deep nesting', list.replace('JONAS', `${'<a>'.repeat(40)}${'</a>'.repeat(40)}`), {}, 'TOO_DEEP'],
    ['elements without end', list.replace('JONAS', '<a/>'.repeat(30_000)), {}, 'SEGMENT_TOO_LARGE'],
    ['too many entries', list, { entries: 3 }, 'TOO_MANY_ENTRIES'],
    ['too many bytes', list, { bytes: 1000 }, 'TOO_LARGE'],
    ['an encoding nobody knows', list.replace('UTF-8', 'KLINGON'), {}, 'UNSUPPORTED_ENCODING'],
  ])('refuses %s and says where', async (_, text, limits, code) => {
    await expect(read(text, limits)).rejects.toMatchObject({ code, line: expect.any(Number) });
  });
});

const real = resolve(process.env.LAMBI_SHARED_DATA ?? '../shared/data', 'lists/un-consolidated-2026-02-27.xml');
(existsSync(real) ? describe : describe.skip)('the UN list of 2026-02-27', () => {
  it('has exactly the entries a separate count gives, and every date and country is read', async () => {
    const whole = await collect(readUnList(createReadStream(real)));
    const text = readFileSync(real, 'utf8');
    const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
    expect(whole.counts).toEqual({ entries: 1003, individuals: 730, entities: 273, rejected: 0, passedOver: 0 });
    expect(whole.entries.filter(({ listType }) => listType === 'Haiti').map(({ schema }) => schema)).toHaveLength(
      count(/<UN_LIST_TYPE>Haiti</g),
    );
    const haiti = whole.entries.filter(({ reference }) => /^HT[ie]\./.test(reference ?? ''));
    expect([haiti.filter(({ schema }) => schema === 'Person').length, haiti.length]).toEqual([9, 11]);
    const sum = (of: (entry: ListEntry) => number): number => whole.entries.reduce((all, one) => all + of(one), 0);
    expect(sum(({ documents }) => documents.filter(({ number }) => number !== null).length)).toBe(
      count(/<NUMBER>[^<]*\S[^<]*</g),
    );
    expect(sum(({ nationalities }) => nationalities.length)).toBe(652 - 1);
    expect(sum(({ unmapped }) => unmapped.length)).toBe(0);
    expect(whole.warnings.map(({ code }) => code).sort()).toEqual(['MOJIBAKE', 'UNKNOWN_COUNTRY']);
    expect(new Set(whole.entries.map(({ hash }) => hash)).size).toBe(1003);
    expect(haiti.find(({ reference }) => reference === 'HTe.002')).toMatchObject({
      names: expect.arrayContaining([{ value: 'VIV ANSANM', kind: 'primary', quality: null }]),
      links: [{ reference: 'HTi.001' }],
    });
  });
});
