import { defineErrors } from '../../../kernel/domain-error';

export const DIVERSION = defineErrors('DIVERSION', {
  SAME_PARTY: {
    kind: 'rule',
    title: 'The goods are with the very party they were exempted for',
    advice: 'Nothing was diverted. If it is another party of the same name, say what tells them apart in the name.',
  },
  NOT_A_DIVERSION: {
    kind: 'rule',
    title: 'The find and the supply do not make a diversion',
    advice: 'The reasons name what does not fit: the supply was not exempt, or the goods were found before it.',
  },
  SUPPLY_MISSING: {
    kind: 'invalid',
    title: 'A diversion names the exempted supply',
    advice: 'Give `assessmentId`, `exemptionId`, or both.',
  },
  REFERENCE_UNKNOWN: {
    kind: 'invalid',
    title: 'No such find, assessment or exemption',
    advice: 'Give ids of what you can see: any record as the find, an assessment of your own, an exemption request.',
  },
  SUPPLY_HIDDEN: {
    kind: 'rule',
    title: 'The exempted supply can no longer be seen, so the verdict cannot be found anew',
    advice: 'Change the note, or ask the owner of the exemption to release it again.',
  },
});
