import { type ExportedEntity, modelFaults, toFtmObject } from './ftm-export.rules';
import { csvRows } from './statement-csv.rules';

const at = '2026-01-31T00:00:00.000Z';
const entity = (schema: ExportedEntity['schema'], said: readonly [string, string][]): ExportedEntity => ({
  id: 'x',
  schema,
  statements: said.map(([prop, value], seq) => ({ seq, prop, value, source: 'file', firstSeen: at, lastSeen: at })),
});

describe('what goes out', () => {
  it('has countries in small letters and each value once', () => {
    const said: [string, string][] = [
      ['name', 'Jean'],
      ['name', 'Jean'],
      ['nationality', 'HT'],
    ];
    expect(toFtmObject(entity('Person', said)).properties).toEqual({ name: ['Jean'], nationality: ['ht'] });
  });

  it('says in notes what the model has no place for', () => {
    const said: [string, string][] = [
      ['name', 'Jean'],
      ['spokenLanguage', 'hat'],
      ['spokenLanguage', 'fra'],
    ];
    expect(toFtmObject(entity('Person', said)).properties).toEqual({
      name: ['Jean'],
      notes: ['spokenLanguage: hat'],
      spokenLanguage: ['fra'],
    });
  });

  it('is known to be none of the model where an end is gone', () => {
    const half = toFtmObject(entity('Ownership', [['owner', 'a']]));
    expect(modelFaults(half)).toEqual(['Ownership needs asset']);
    expect(modelFaults(toFtmObject(entity('Address', [['city', 'Limonade']])))).toEqual([]);
  });

  it('as a table keeps what FollowTheMoney has no place for', () => {
    expect(csvRows(entity('Person', [['spokenLanguage', 'hat']]))).toBe(
      `x,Person,spokenLanguage,hat,,,file,,,${at},${at}\r\n`,
    );
  });
});
