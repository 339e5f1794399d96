import { defineErrors } from '../../kernel/domain-error';

export const INSPECTION = defineErrors('INSPECTION', {
  NOT_ALLOWED_NOW: {
    kind: 'rule',
    title: 'The inspection cannot do this in its present state',
    advice: 'The reasons say what is missing or which events are allowed now.',
  },
  SHIPMENT_UNKNOWN: {
    kind: 'invalid',
    title: 'No such bill of lading',
    advice: 'Give the id of a shipment you can see, or leave `shipmentId` out and give the container or bill number.',
  },
  CONTRADICTS_ITSELF: {
    kind: 'rule',
    title: 'The inspection contradicts itself',
    advice: 'The reasons name the fields.',
  },
  ITEM_UNKNOWN: {
    kind: 'invalid',
    title: 'No such item',
    advice: 'Give the `seq` of an item as the inspection shows it, each once.',
  },
  NOTHING_AMENDED: {
    kind: 'rule',
    title: 'The amendment changes nothing',
    advice: 'Everything it says is already so; nothing was written.',
  },
  NOT_A_LIST: {
    kind: 'invalid',
    title: 'Not a list of found items that can be read',
    advice:
      'Send CSV or XLSX whose first row names the columns (at least `category` and one more), or one JSON object on each line.',
  },
});
