import { defineErrors } from '../../../kernel/domain-error';

export const INSPECTION_REPORT = defineErrors('INSPECTION_REPORT', {
  NOT_COMPLETE: {
    kind: 'rule',
    title: 'The report does not say what a report of its kind must say',
    advice: 'Complete the inspection or the statements the reasons name, or explain each omission in `omissions`.',
  },
  NOT_COMPLETED: {
    kind: 'rule',
    title: 'Only a completed inspection is reported',
    advice: 'Complete the inspection first; a draft says what it lacks.',
  },
  STANDING_REPORT: {
    kind: 'conflict',
    title: 'A report of this kind stands already',
    advice: 'Read the reports of the inspection and name the one that stands in `supersedes`.',
  },
  NOT_RELEASED: {
    kind: 'rule',
    title: 'The inspection is not released to everybody the report is addressed to',
    advice: 'Release the inspection to those audiences first, or leave them out.',
  },
  WITHDRAWN: {
    kind: 'conflict',
    title: 'The report was withdrawn',
    advice: 'Issue a new one; a withdrawn report stays withdrawn.',
  },
  EXTENSION_REFUSED: {
    kind: 'rule',
    title: 'The time for this report cannot be extended like this',
    advice: 'The reasons say why.',
  },
  CODE_MISTYPED: {
    kind: 'invalid',
    title: 'This cannot be a verification code',
    advice: 'Compare it with the code at the foot of the document: 20 letters and digits in groups of four.',
  },
});

export const REPORTING_POLICY = defineErrors('REPORTING_POLICY', {
  VERSION_TAKEN: {
    kind: 'conflict',
    title: 'Somebody added a version of this policy at the same moment',
    advice: 'Read the policies again and decide whether yours is still needed.',
  },
  ORGANISATION_UNKNOWN: {
    kind: 'invalid',
    title: 'No such organisation',
    advice: 'Give the id of an organisation, or leave it out to set the default.',
  },
});
