import { kgFromGrams } from '../../kernel/quantity';
import { PLAIN_FIELDS } from './shipment.types';
import type { ShipmentView } from './shipments.repository';

const kg = (grams: number | null): number | null => (grams === null ? null : kgFromGrams(grams));

const FIELDS = ['lineNumber', 'hsCodes', ...PLAIN_FIELDS] as const;

/** What the document says of a bill, by the names the API gives it, and nothing that the program added. */
export function statedFacts(view: ShipmentView) {
  const plain = Object.fromEntries(FIELDS.map((field) => [field, view[field]])) as Pick<
    ShipmentView,
    (typeof FIELDS)[number]
  >;
  return {
    ...plain,
    grossMassKg: kg(view.grossMassGrams),
    parties: view.parties.map(({ role, code, name, address }) => ({ role, code, name, address })),
    containers: view.containers.map(({ seq: _seq, flags: _flags, tareGrams, goodsMassGrams, ...container }) => ({
      ...container,
      tareKg: kg(tareGrams),
      goodsMassKg: kg(goodsMassGrams),
    })),
    details: view.details,
  };
}
