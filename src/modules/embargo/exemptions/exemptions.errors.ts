import { defineErrors } from '../../../kernel/domain-error';

export const EXEMPTION = defineErrors('EXEMPTION', {
  NOT_COHERENT: {
    kind: 'rule',
    title: 'The request contradicts itself',
    advice: 'The reasons name the fields that do not fit each other.',
  },
  NOT_ALLOWED_NOW: {
    kind: 'rule',
    title: 'This cannot be done to the request in its present state',
    advice: 'The reasons say what its state is and what may follow.',
  },
  NOT_THE_COMMITTEE: {
    kind: 'forbidden',
    title: 'Only an organisation of the Committee records what the Committee decided',
    advice: 'Send the letter of the Committee to its secretariat (POST /v1/exchanges).',
  },
  DECISION_UNKNOWN: {
    kind: 'invalid',
    title: 'No such decision on this request',
    advice: 'Give the id of a decision of this request that nothing has replaced, or leave `replacesDecisionId` out.',
  },
  USE_UNKNOWN: {
    kind: 'invalid',
    title: 'No such use of this exemption',
    advice: 'Give the id of a use of this exemption that nothing has replaced, or leave `replacesUseId` out.',
  },
  USE_INCOMPLETE: {
    kind: 'invalid',
    title: 'A use says which supply it was, and how much',
    advice: 'Give `shipmentId` or `reference`; a quantity of 0 only strikes out a use named by `replacesUseId`.',
  },
  SHIPMENT_UNKNOWN: {
    kind: 'invalid',
    title: 'No such bill of lading',
    advice: 'Give the id of a shipment you can see, or leave `shipmentId` out and give a reference.',
  },
});
