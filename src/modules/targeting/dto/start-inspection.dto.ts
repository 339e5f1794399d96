import { OmitType } from '@nestjs/swagger';
import { SubmitInspectionDto } from '../../inspections';

/** Everything a submitted inspection may say, but the bill and the ground, which follow from the target. */
export class StartInspectionDto extends OmitType(SubmitInspectionDto, ['shipmentId', 'ground'] as const) {}

/** Bodies that can be sent as they stand. */
export const START_EXAMPLES = {
  begun: { summary: 'A draft, to be completed at the container', value: { placeCountry: 'HT', placeLocode: 'HTCAP' } },
  clean: {
    summary: 'Opened and clean',
    value: {
      placeCountry: 'HT',
      placeLocode: 'HTCAP',
      legalBasis: 'Code douanier, contrôle physique des marchandises',
      necessity: 'Containers of personal effects are unloaded for inspection',
      examinedAt: '2024-04-05T09:00:00-04:00',
      result: 'NIL',
    },
  },
};
