import { nameTokens } from '../../identifiers';
import { nameLikeness } from './name-likeness.rules';
import { partyText } from './party-text.rules';
import { precisionOf } from './precision.rules';

describe('a party as a file gives it', () => {
  it('divides a name that was cut at 35 and ran on into its address', () => {
    const text = partyText('SAWGRASS WAREHOUSE INC 1000 ABERNA', 'THY ROAD NE, ATLANTA', 34);
    expect(text.nameTokens).toEqual(['SAWGRASS', 'WAREHOUSE', 'INC']);
    expect(text.addressKey).toBe('1000 ABERNATHY ATLANTA NE ROAD');
    expect(text.cut).toBe(false);
  });

  it('knows that the last word of a cut name may be half a word', () => {
    expect(partyText('MAGASIN LAKAY FRE', 'TYAN', 17)).toMatchObject({
      cut: true,
      nameTokens: ['MAGASIN', 'LAKAY', 'FRE'],
    });
  });

  it.each(['TO ORDER OF SHIPPER', 'SAME AS CONSIGNEE', "À L'ORDRE", 'N/M', ''])('takes %p for nobody', (name) => {
    expect(partyText(name, '1 RUE 2 CAP', 35)).toMatchObject({ nameTokens: [], key: '', addressKey: '', phones: [] });
  });

  it.each([
    ['TEL: 3712-3456', ['+50937123456']],
    ['CAP-HAITIEN TEL. +509 37 12 34 56', ['+50937123456']],
    ['(305) 555-0134, MIAMI FL 33166', ['+13055550134']],
    ['MIAMI FL 33166', []],
    ['NIF 001-843-989-7', []],
    ['PO BOX 12345678', []],
  ])('reads the telephone numbers of %p', (address, phones) => {
    expect(partyText('Somebody', address, 35).phones).toEqual(phones);
  });
});

describe('likeness of names', () => {
  const compare = (one: string, other: string, cut = false): number =>
    nameLikeness({ tokens: nameTokens(one), cut }, { tokens: nameTokens(other), cut: false });

  it.each([
    ['Jean-Baptiste Pierre', 'PIERRE, Jean Baptiste'],
    ['SAWGRASS WAREHOUSE INC', 'Sawgrass Warehouse, LLC'],
    ['Vitelhomme Innocent', "Vitel'homme Innocents"],
    ['ECOLE 5 DE MILOT', 'Ecole 5 Milot'],
  ])('%p is like %p', (one, other) => expect(compare(one, other)).toBeGreaterThanOrEqual(0.82));

  it.each([
    ['EGLISE BAPTISTE DE DELMAS', 'EGLISE BAPTISTE DE LA FOI'],
    ['EGLISE DE DIEU', 'EGLISE DE DIEU DE LA PROPHETIE'],
    ['ECOLE 5 DE MILOT', 'ECOLE 9 DE MILOT'],
    ['Jean Pierre', 'Jean Louis'],
    ['MIAMI FREIGHT', 'FREIGHT'],
    ['', 'Jean'],
  ])('%p is not like %p', (one, other) => expect(compare(one, other)).toBeLessThan(0.82));

  it('takes a half word for the whole only where the name was cut', () => {
    expect(compare('MAGASIN LAKAY FRE', 'MAGASIN LAKAY FRETYAN', true)).toBe(1);
    expect(compare('MAGASIN LAKAY FRE', 'MAGASIN LAKAY FRETYAN')).toBeLessThan(0.82);
  });
});

describe('precision', () => {
  it.each([
    [
      { inspected: 0, found: 0 },
      { precision: null, low: null, high: null, nil: 0 },
    ],
    [
      { inspected: 1, found: 1 },
      { precision: 1, low: 0.2065, high: 1, nil: 0 },
    ],
    [
      { inspected: 10, found: 0 },
      { precision: 0, low: 0, high: 0.2775, nil: 10 },
    ],
    [
      { inspected: 100, found: 25 },
      { precision: 0.25, low: 0.1755, high: 0.343, nil: 75 },
    ],
  ])('of %p', (outcomes, expected) => expect(precisionOf(outcomes)).toMatchObject(expected));
});
