import { readCountry } from './countries.rules';
import { namesIn } from './list-names.rules';
import { genderInText, linksIn, readPartialDate } from './list-values.rules';

it.each([
  ['1977-03-30', '1977-03-30', false, false],
  ['1977-03', '1977-03', false, false],
  ['1977', '1977', false, false],
  ['2011-03-29-04:00', '2011-03-29', false, false],
  ['12 Mar. 1970', '1970-03-12', false, false],
  ['Nov. 1973', '1973-11', false, false],
  ['circa 1970', '1970', true, false],
  ['30/03/1977', '1977-03-30', false, false],
  ['03/30/1977', '1977-03-30', false, false],
  ['05/05/1977', '1977-05-05', false, false],
  ['04/05/1977', '1977', false, true],
])('the date %s is %s', (text, value, approximate, ambiguous) => {
  expect(readPartialDate(text)).toEqual({ value, approximate, ambiguous });
});

it.each(['1977-02-30', '1977-13', '0000', '30/30/1977', 'unknown', '12 Foo 1970', ''])('%j is no date', (text) => {
  expect(readPartialDate(text)).toBeUndefined();
});

it.each([
  ['Iran (Islamic Republic of)', 'IR'],
  ["Democratic People's Republic of Korea", 'KP'],
  ['T\u00fcrkiye', 'TR'],
  ['Turkey', 'TR'],
  ['Congo', 'CG'],
  ['Democratic Republic of the Congo', 'CD'],
  ['China, Hong Kong Special Administrative Region', 'HK'],
  ['R\u00e9publique dominicaine', 'DO'],
  ['ht', 'HT'],
  ['HTI', 'HT'],
  ['former Soviet Union', null],
  ['', null],
])('the country %s is %s', (raw, code) => {
  expect(readCountry(raw)).toEqual({ code, raw });
});

it.each([
  ['G9 FAMILY AND ALLIES', ['G9 FAMILY AND ALLIES']],
  ['Azim Adhajani; Azim Agha-Jani', ['Azim Adhajani', 'Azim Agha-Jani']],
  ['M. Sabet; Mohammad Sabet b) Javad Sabet', ['M. Sabet', 'Mohammad Sabet', 'Javad Sabet']],
  ['Jin Tiesan (金铁三)', ['Jin Tiesan', '金铁三']],
  ['جبهة (Jabhat One; Jabhat Two)', ['جبهة', 'Jabhat One', 'Jabhat Two']],
  ['Tahrir (HTS) (هيئة (original script); Tahrir One)', ['Tahrir (HTS)', 'هيئة', 'Tahrir One']],
  ['Abubakar (original script: Абубакар)', ['Abubakar', 'Абубакар']],
  ['Akhter Mohmad (اختر محمد ),', ['Akhter Mohmad', 'اختر محمد']],
  ['EL PARA (COMBAT NAME)', ['EL PARA']],
  ['A (B) C', ['A (B) C']],
  ['((((', ['((((']],
  [' ; ', []],
])('%s holds the names %j', (field, names) => {
  expect(namesIn(field).map(({ value }) => value)).toEqual(names);
});

it('splits a hostile field in bounded time', () => {
  const begun = Date.now();
  for (const part of ['(', ')', '(a;b)', 'a b) ', ' ', '((a', 'a;']) namesIn(part.repeat(60_000 / part.length));
  expect(Date.now() - begun).toBeLessThan(2_000);
});

it('finds references and the sentences they stand in', () => {
  expect(linksIn('Led by A. He funds HTe.001 and HTi.002. End.', 'HTi.002')).toEqual([
    { reference: 'HTe.001', text: 'He funds HTe.001 and HTi.002' },
  ]);
  expect(linksIn('see (KPE.018)', null)).toEqual([{ reference: 'KPe.018', text: 'see (KPE.018)' }]);
  expect(genderInText('Gender: Female INTERPOL')).toBe('female');
});
