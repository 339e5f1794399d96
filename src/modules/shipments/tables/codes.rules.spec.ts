import { codesOf, faultsOfCodes, readCode, readNature } from './codes.rules';
import { STANDARD_CODES } from './office-codes.cases';
import { CODE_FIELDS, type CodeField } from './office-code.types';

it.each<[CodeField, string, string | null]>([
  ['NATURE', '22', 'EXPORT'],
  ['NATURE', '23', 'IMPORT'],
  ['NATURE', '24', 'TRANSIT'],
  ['NATURE', '26', 'FROB'],
  ['NATURE', '28', 'TRANSHIPMENT'],
  ['NATURE', '31', 'NATIONAL'],
  ['NATURE', '99', null],
  ['TRANSPORT_MODE', '1', 'SEA'],
  ['TRANSPORT_MODE', '10', 'SEA'],
  ['TRANSPORT_MODE', '11', 'SEA'],
  ['TRANSPORT_MODE', '40', 'AIR'],
  ['TRANSPORT_MODE', '8', 'INLAND_WATER'],
  ['TRANSPORT_MODE', '9', null],
  ['FULL_EMPTY', 'FCL', 'FCL'],
  ['FULL_EMPTY', ' lcl ', 'LCL'],
  ['FULL_EMPTY', 'ETY', 'EMP'],
  ['FULL_EMPTY', 'EMP', 'EMP'],
  ['FULL_EMPTY', '1/1', 'FCL'],
  ['FULL_EMPTY', '0/0', 'EMP'],
  ['FULL_EMPTY', '01', 'FCL'],
  ['FULL_EMPTY', '02', 'LCL'],
  ['FULL_EMPTY', '00', 'EMP'],
  ['FULL_EMPTY', 'FS', 'FCL'],
  ['FULL_EMPTY', 'FM', 'LCL'],
  ['FULL_EMPTY', 'MT', 'EMP'],
  ['PACKAGE_TYPE', 'ct', 'CT'],
  ['PACKAGE_TYPE', 'MT', 'MT'],
  ['PACKAGE_TYPE', 'COLIS', null],
])('%s %s means %s', (field, raw, code) => {
  expect(readCode(field, raw, [])).toMatchObject({ raw, code, by: code === null ? null : 'STANDARD' });
});

it.each([
  ['22', false],
  ['23', true],
  ['24', false],
  ['26', false],
  ['28', true],
  ['29', null],
  ['77', null],
])('a bill of nature %s lands here: %s', (raw, landsHere) => {
  expect(readNature(raw, [])).toMatchObject({ raw, landsHere });
});

it('takes the own table of the office before the published one, and its landing from the code if it says nothing of it', () => {
  const office = [
    {
      field: 'NATURE' as const,
      rows: [
        { raw: '29', code: 'IMPORT', meaning: 'Régime provisoire' },
        { raw: '23', code: 'X', meaning: 'Autre', landsHere: false },
      ],
    },
  ];
  expect(readNature('29', office)).toEqual({
    raw: '29',
    code: 'IMPORT',
    meaning: 'Régime provisoire',
    by: 'OFFICE',
    landsHere: true,
  });
  expect(readNature('23', office)).toMatchObject({ code: 'X', by: 'OFFICE', landsHere: false });
  expect(readNature('26', office)).toMatchObject({ code: 'FROB', by: 'STANDARD', landsHere: false });
  expect(readNature(null, office)).toBeNull();
});

it('reads all codes of a bill', () => {
  const bill = {
    nature: '26',
    transportMode: null,
    packageType: 'CT, ZZ',
    containers: [{ fullEmpty: 'MT' }, { fullEmpty: null }],
  };
  expect(codesOf(bill, [])).toMatchObject({
    nature: { code: 'FROB', landsHere: false },
    transportMode: null,
    packageTypes: [{ code: 'CT' }, { raw: 'ZZ', code: null, by: null }],
    containers: [{ fullEmpty: { code: 'EMP' } }, { fullEmpty: null }],
  });
});

it('has each published code once in its field', () => {
  for (const field of CODE_FIELDS) expect(faultsOfCodes(STANDARD_CODES[field])).toEqual([]);
  expect(STANDARD_CODES.PACKAGE_TYPE.filter(({ raw, meaning }) => raw.length !== 2 || meaning === '')).toEqual([]);
  expect(faultsOfCodes([...STANDARD_CODES.NATURE, { raw: ' 22', code: 'X', meaning: 'x' }])).toMatchObject([
    { pointer: '/rows/8/raw', code: 'CODE_TWICE' },
  ]);
});
