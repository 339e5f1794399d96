import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { identifierKinds, parseIdentifier, parseImoCompany, type IdentifierKind, type ParsedIdentifier } from '.';

const vectorFile = join(resolve(process.env.LAMBI_SHARED_DATA ?? '../shared/data'), 'codes/check_digit_vectors.json');
const codes = (parsed: ParsedIdentifier) => parsed.flags.map((flag) => flag.code);

interface Vectors {
  iso6346: { valid: string[]; validRemainder10: string[]; invalidCheckDigit: string[]; invalidFormat: string[] };
  imoShip: { valid: string[]; invalid: string[] };
  imoCompany: { valid: string[]; invalid: string[] };
  awb: { valid: string[]; invalid: string[] };
}

(existsSync(vectorFile) ? describe : describe.skip)('shared check digit vectors', () => {
  const vectors: Vectors = existsSync(vectorFile)
    ? (JSON.parse(readFileSync(vectorFile, 'utf8')) as Vectors)
    : ({} as Vectors);
  const container = (raw: string) => parseIdentifier('container', raw);

  it('agrees with every ISO 6346 vector', () => {
    const { valid, validRemainder10, invalidCheckDigit, invalidFormat } = vectors.iso6346;
    expect([...valid, ...validRemainder10].filter((raw) => !container(raw).valid)).toEqual([]);
    expect(validRemainder10.map((raw) => codes(container(raw)))).toEqual(
      validRemainder10.map(() => ['WEAK_CHECK_DIGIT']),
    );
    expect(invalidCheckDigit.map((raw) => codes(container(raw)))).toEqual(
      invalidCheckDigit.map(() => ['CHECK_DIGIT_MISMATCH']),
    );
    expect(invalidFormat.map((raw) => codes(container(raw)))).toEqual(invalidFormat.map(() => ['NOT_OF_THE_FORM']));
  });

  it('agrees with every IMO and air waybill vector', () => {
    const answers = (parse: (raw: string) => ParsedIdentifier, raws: string[]) => raws.map((raw) => parse(raw).valid);
    const ship = (raw: string) => parseIdentifier('imo', raw);
    const awb = (raw: string) => parseIdentifier('awb', raw);
    for (const [parse, { valid, invalid }] of [
      [ship, vectors.imoShip],
      [parseImoCompany, vectors.imoCompany],
      [awb, vectors.awb],
    ] as const) {
      expect(answers(parse, valid)).toEqual(valid.map(() => true));
      expect(answers(parse, invalid)).toEqual(invalid.map(() => false));
    }
  });
});

const CASES: readonly [IdentifierKind, string, string, boolean, string[]][] = [
  ['container', 'CSQU3054383', 'CSQU3054383', true, []],
  ['container', 'csqu 305438-3', 'CSQU3054383', true, []],
  ['container', 'ＣＳＱＵ3054383', 'CSQU3054383', true, []],
  ['container', 'HLCU0000020', 'HLCU0000020', true, ['WEAK_CHECK_DIGIT']],
  ['container', 'CSQU3054384', 'CSQU3054384', false, ['CHECK_DIGIT_MISMATCH']],
  ['container', 'MSKU6011672XYZ', 'MSKU6011672XYZ', false, ['NOT_OF_THE_FORM']],
  ['container', 'xxxxJ1234567', 'XXXXJ1234567', false, ['NOT_OF_THE_FORM']],
  ['container', 'CSQX3054383', 'CSQX3054383', false, ['NOT_OF_THE_FORM']],
  ['container', '', '', false, ['NOT_OF_THE_FORM']],
  ['imo', 'IMO 9074729', '9074729', true, []],
  ['imo', 'IMO9074729', '9074729', true, []],
  ['imo', 'imo no. 9074729', '9074729', true, []],
  ['imo', '9074728', '9074728', false, ['CHECK_DIGIT_MISMATCH']],
  ['imo', '0000000', '0000000', false, ['ALL_ZERO']],
  ['imo', '1234567', '1234567', true, ['SUSPICIOUS_SEQUENCE']],
  ['imo', 'HT-1234', 'HT1234', false, ['NOT_OF_THE_FORM']],
  ['awb', '045-12345675', '04512345675', true, []],
  ['awb', 'AWB 045 1234 5675', '04512345675', true, []],
  ['awb', '081-12345678', '08112345678', false, ['CHECK_DIGIT_MISMATCH']],
  ['awb', '000-00000000', '00000000000', false, ['ALL_ZERO']],
  ['awb', '12345675', '12345675', false, ['NOT_OF_THE_FORM']],
  ['serial', ' gl-1O45 b ', 'GL1O45B', true, []],
  ['serial', '№ ＡＢ１２', 'NOAB12', true, []],
  ['serial', 'AB?1234', 'AB1234', false, ['UNREADABLE_CHARACTERS']],
  ['serial', 'ЛЕ 1234', '1234', true, ['CHARACTERS_DROPPED']],
  ['serial', 'Obliterated', '', false, ['PLACEHOLDER']],
  ['serial', 'sans numéro', '', false, ['PLACEHOLDER']],
  ['serial', '---', '', false, ['NOT_OF_THE_FORM']],
  ['seal', 'E-672787', 'E672787', true, []],
  ['vessel_name', 'M/V Rainer D.', 'RAINER D', true, []],
  ['vessel_name', 'M.V. RAINER-D', 'RAINER D', true, []],
  ['vessel_name', 'mv Étoile de Mer 2', 'ETOILE DE MER 2', true, []],
  ['vessel_name', 'MT', 'MT', true, []],
  ['vessel_name', 'MTAA', 'MTAA', true, []],
  ['vessel_name', 'SS Caribe', 'CARIBE', true, []],
  ['vessel_name', 'T.B.N.', 'T B N', true, []],
  ['vessel_name', 'TBN', '', false, ['PLACEHOLDER']],
  ['vessel_name', ' ', '', false, ['NOT_OF_THE_FORM']],
  ['bill_of_lading', 'smlu/2401-77a', 'SMLU240177A', true, []],
  ['bill_of_lading', 'N/A', '', false, ['PLACEHOLDER']],
  ['bill_of_lading', '000', '000', false, ['ALL_ZERO']],
  ['voyage', '024 w', '024W', true, []],
  ['document', '№ 12-é', 'NO12', true, ['CHARACTERS_DROPPED']],
  ['phone', '3411-2233', '+50934112233', true, ['COUNTRY_ASSUMED']],
  ['phone', '+509 34 11 22 33', '+50934112233', true, []],
  ['phone', '00509-3411-2233', '+50934112233', true, []],
  ['phone', '509 3411 2233', '+50934112233', true, []],
  ['phone', '(305) 555-0142', '+13055550142', true, ['COUNTRY_ASSUMED']],
  ['phone', 'Tel: 1-305-555-0142 ext. 12', '+13055550142', true, []],
  ['phone', '+44 (0)20 7946 0018', '+442079460018', true, []],
  ['phone', '1234567', '1234567', false, ['COUNTRY_UNKNOWN']],
  ['phone', '3411-2233 / 3711-4455', '3411223337114455', false, ['NOT_OF_THE_FORM']],
  ['phone', 'call Jean', '', false, ['NOT_OF_THE_FORM']],
  ['phone', '+', '', false, ['NOT_OF_THE_FORM']],
  ['name', 'PIERRE, Jean-Baptiste', 'BAPTISTE JEAN PIERRE', true, []],
  ['name', 'Évens  Saint-Vil', 'EVENS SAINT VIL', true, []],
  ['name', 'Джимми Шеризье', 'DZHIMMI SHERIZE', true, []],
  ['name', 'TO THE ORDER OF SHIPPER', '', false, ['PLACEHOLDER']],
];

describe('parseIdentifier', () => {
  it.each(CASES)('reads %s "%s" as "%s", valid %s, flags %j', (kind, raw, normalised, valid, flags) => {
    const parsed = parseIdentifier(kind, raw);
    expect({ ...parsed, flags: codes(parsed) }).toMatchObject({ kind, raw, normalised, valid, flags });
  });

  it('keeps the text as written and never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.constantFrom(...identifierKinds), fc.string({ unit: 'binary', maxLength: 60 }), (kind, raw) => {
        const parsed = parseIdentifier(kind, raw);
        expect(parsed.raw).toBe(raw);
        expect(parsed.valid || parsed.flags.length > 0).toBe(true);
      }),
    );
  });

  it('reads its own key as the same key', () => {
    const stable = identifierKinds.filter((kind) => kind !== 'vessel_name');
    fc.assert(
      fc.property(fc.constantFrom(...stable), fc.string({ unit: 'grapheme', maxLength: 30 }), (kind, raw) => {
        const { normalised, valid } = parseIdentifier(kind, raw);
        if (valid) expect(parseIdentifier(kind, normalised).normalised).toBe(normalised);
      }),
    );
  });
});
