import { classifications, tlpLabels } from './classifications';
import { countries } from './countries';
import { ports } from './ports';

const unique = (values: readonly unknown[]) => new Set(values).size === values.length;

describe('reference tables', () => {
  it('name about 250 countries in three languages', () => {
    expect(countries.length).toBeGreaterThan(245);
    expect(unique(countries.map(({ alpha2 }) => alpha2))).toBe(true);
    expect(countries.find(({ alpha2 }) => alpha2 === 'HT')).toEqual({
      alpha2: 'HT',
      alpha3: 'HTI',
      nameEn: 'Haiti',
      nameFr: 'Haïti',
      nameEs: 'Haití',
      current: true,
    });
    const nameless = countries.filter(({ alpha2, nameEn, nameFr, nameEs }) =>
      [nameEn, nameFr, nameEs].includes(alpha2),
    );
    expect(nameless.map(({ alpha2 }) => alpha2)).toEqual([]);
  });

  it('hold well-formed UN/LOCODEs, each once, each in a known country', () => {
    const known = new Set(countries.map(({ alpha2 }) => alpha2));
    expect(ports.filter(({ locode }) => !/^[A-Z]{2}[A-Z2-9]{3}$/.test(locode))).toEqual([]);
    expect(
      ports.filter(({ country, name, functions }) => !known.has(country) || !name || !/^\d+$/.test(functions)),
    ).toEqual([]);
    expect(unique(ports.map(({ locode }) => locode))).toBe(true);
  });

  it('keep Port-de-Paix among the ports although UN/LOCODE calls it a road terminal', () => {
    expect(ports.find(({ locode }) => locode === 'HTPDP')?.functions).toBe('3');
  });

  it('order the classifications and the TLP labels', () => {
    expect(classifications.map(({ level, code }) => [level, code])).toEqual([
      [0, 'UNCLASSIFIED'],
      [1, 'CONFIDENTIAL'],
      [2, 'STRICTLY_CONFIDENTIAL'],
    ]);
    expect(tlpLabels.map(({ rank }) => rank)).toEqual([0, 1, 2, 3, 4]);
  });
});
