import { ApiProperty } from '@nestjs/swagger';
import { ReceiptDto } from '../../../audit';
import { type BreakCode, CUSTODY_EVENTS, type CustodyEventKind, type Disposal, DISPOSALS } from '../custody.types';
import type { CustodyView, EventView, ExhibitView } from '../custody.repository';
import { chainOf, standing, unaccounted } from '../chain.rules';
import { ExhibitedItemDto } from './custody.dto';

export class CustodyEventDto {
  /** In the order of telling, from 0. */
  seq: number;
  @ApiProperty({ enum: CUSTODY_EVENTS })
  kind: CustodyEventKind;
  /** With the zone it was written in. */
  occurredAt: string;
  @ApiProperty({ type: String, nullable: true })
  place: string | null;
  @ApiProperty({ type: String, nullable: true })
  fromHolder: string | null;
  @ApiProperty({ type: String, nullable: true })
  toHolder: string | null;
  @ApiProperty({ type: String, nullable: true })
  sealFound: string | null;
  @ApiProperty({ type: String, nullable: true })
  sealSet: string | null;
  @ApiProperty({ type: String, nullable: true })
  reason: string | null;
  @ApiProperty({ type: String, nullable: true })
  statement: string | null;
  @ApiProperty({ enum: DISPOSALS, nullable: true, type: String })
  disposal: Disposal | null;
  @ApiProperty({ type: String, nullable: true })
  proofSha256: string | null;
  /** Whether that paper is attached to the inspection. */
  proofIsAttached: boolean;
  @ApiProperty({ type: Number, nullable: true })
  corrects: number | null;
  recordedAt: string;
  /** Only for the organisation that holds it. */
  store?: string;

  static of({ store, recordedAt, ...event }: EventView): CustodyEventDto {
    return { ...event, recordedAt: new Date(recordedAt).toISOString(), ...(store !== null && { store }) };
  }
}

export class ChainBreakDto {
  /** @example "OTHER_HOLDER" */
  @ApiProperty({ type: String })
  code: BreakCode;
  detail: string;
  /** The event at which it shows. */
  @ApiProperty({ type: Number, nullable: true })
  seq: number | null;
}

export class ExhibitDto {
  id: string;
  inspectionId: string;
  exhibitNo: string;
  items: ExhibitedItemDto[];
  @ApiProperty({ type: String, nullable: true })
  courtFile: string | null;
  /** Whether the chain holds from the seizure on. */
  unbroken: boolean;
  /** Where it does not, and why. */
  breaks: ChainBreakDto[];
  /** Who holds it now. */
  @ApiProperty({ type: String, nullable: true })
  holder: string | null;
  @ApiProperty({ type: String, nullable: true })
  seal: string | null;
  @ApiProperty({ enum: DISPOSALS, nullable: true, type: String })
  disposal: Disposal | null;
  /** What stands, in the order in which it happened. */
  events: CustodyEventDto[];
  /** What was corrected since, in the order of telling. */
  corrected: CustodyEventDto[];

  static of({ events, ...exhibit }: ExhibitView): ExhibitDto {
    const { breaks, ...chain } = chainOf(events);
    const stands = standing(events);
    return {
      ...exhibit,
      ...chain,
      breaks: [...breaks],
      events: stands.map((event) => CustodyEventDto.of(event)),
      corrected: events.filter((event) => !stands.includes(event)).map((event) => CustodyEventDto.of(event)),
    };
  }
}

export class RecordedExhibitDto extends ExhibitDto {
  receipt: ReceiptDto;
}

export class UnaccountedDto {
  /** Place of the item in the inspection. */
  seq: number;
  listed: number;
  exhibited: number;
}

export class CustodyDto {
  exhibits: ExhibitDto[];
  /** Whether every chain holds. */
  unbroken: boolean;
  /** Items of which not every piece is in exactly one exhibit. */
  unaccounted: UnaccountedDto[];

  static of({ exhibits, items }: CustodyView): CustodyDto {
    const shown = exhibits.map((exhibit) => ExhibitDto.of(exhibit));
    return {
      exhibits: shown,
      unbroken: shown.every(({ unbroken }) => unbroken),
      unaccounted: unaccounted(items, exhibits),
    };
  }
}
