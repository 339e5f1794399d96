import { accessSentence } from './access-sentence.rules';

describe('access sentence', () => {
  const marie = {
    displayName: 'Marie',
    organisationCode: 'AGD',
    disabled: false,
    readsCasework: true,
    clearance: 1,
    audiences: [{ code: 'AGD' }, { code: 'HT' }],
    roleTitles: ['Member State liaison'],
  };

  it('says what a caseworker reads', () => {
    expect(accessSentence(marie)).toBe(
      'Marie (Member State liaison, AGD) reads casework up to CONFIDENTIAL that AGD owns or that was released to AGD, HT.',
    );
  });

  it('says that an administrator reads none, and a disabled user nothing', () => {
    expect(accessSentence({ ...marie, readsCasework: false })).toContain('reads no casework at all');
    expect(accessSentence({ ...marie, disabled: true })).toContain('reaches nothing');
  });
});
