import { ApiProperty } from '@nestjs/swagger';
import type { IdentifierKind } from '../../identifiers';
import type { SpineRecord } from '../../records';
import { LINK_VERDICTS, type LinkVerdict } from '../case.types';
import type { LinksView, LinkView } from '../case-links.service';
import { reasonOf } from '../link.rules';
import { type Strength, STRENGTHS, type Use } from '../link.types';

export class LinkEndDto {
  recordId: string;
  /** @example HT-AGD-INS-2026-000001 */
  reference: string;
  /** As written in this record. */
  value: string;
  /**
   * JSON pointer into the record.
   * @example /items/0/serial
   */
  pointer: string;

  static of(record: SpineRecord, use: Use): LinkEndDto {
    return { recordId: record.id, reference: record.reference, value: use.raw, pointer: use.pointer };
  }
}

export class LinkJudgementDto {
  @ApiProperty({ enum: LINK_VERDICTS })
  verdict: LinkVerdict;
  reason: string;
}

export class LinkDto {
  /** @example serial */
  @ApiProperty({ type: String })
  kind: IdentifierKind;
  left: LinkEndDto;
  right: LinkEndDto;
  /** A weak link (a name, a voyage, a doubtful number) says little by itself. */
  @ApiProperty({ enum: STRENGTHS })
  strength: Strength;
  /** @example "serial number 'A1-93427-18' stands in both, exactly as marked" */
  reason: string;
  /** The last judgement of this link in this case. */
  @ApiProperty({ type: LinkJudgementDto, nullable: true })
  judgement: LinkJudgementDto | null;

  static of({ link, left, right, judgement }: LinkView): LinkDto {
    return {
      kind: link.kind,
      left: LinkEndDto.of(left, link.left),
      right: LinkEndDto.of(right, link.right),
      strength: link.strength,
      reason: reasonOf(link),
      judgement: judgement && { verdict: judgement.verdict, reason: judgement.reason },
    };
  }
}

/** An identifier in so many records that it ties nothing. It is not followed. */
export class HubDto {
  @ApiProperty({ type: String })
  kind: IdentifierKind;
  near: LinkEndDto;
  /** @example "stands in more than 200 records that you can see and is not followed" */
  reason: string;
}

export const HUB_REASON = 'stands in more than 200 records that you can see and is not followed';

export class LinksDto {
  /** The strongest first. */
  links: LinkDto[];
  hubs: HubDto[];
  /** True if there are more than are shown. */
  truncated: boolean;

  static of({ links, hubs, truncated }: LinksView): LinksDto {
    return {
      links: links.map((view) => LinkDto.of(view)),
      hubs: hubs.map(({ hub, near }) => ({ kind: hub.kind, near: LinkEndDto.of(near, hub.near), reason: HUB_REASON })),
      truncated,
    };
  }
}
