import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsNumber, IsOptional, IsString, IsUUID, Max, MaxLength, Min, MinLength } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.dto';
import {
  ALERT_DECISIONS,
  ALERT_STATES,
  type AlertDecision,
  type AlertState,
  type Ending,
  ENDINGS,
  type JudgementView,
} from '../alerts/alert.types';
import type { AlertView } from '../alerts/alert-views.service';
import type { AlertHistory, JudgedAlert } from '../alerts/alerts.service';
import type { ValueChange } from '../alerts/basis.rules';
import type { MatchEntity } from '../matching/matching.types';
import { FeatureDto, ListedHitDto } from './screening.dto';

const decimal = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^[01](\.\d{1,6})?$/.test(value) ? Number(value) : value;

export class ListAlertsQuery extends PageQuery {
  @ApiProperty({ enum: ALERT_STATES, required: false, example: 'OPEN' })
  @IsOptional()
  @IsIn(ALERT_STATES)
  state?: AlertState;

  /** Only hits on this list. */
  @IsOptional()
  @IsUUID()
  listId?: string;

  /** Only what this record met. */
  @IsOptional()
  @IsUUID()
  recordId?: string;

  /**
   * Only scores of at least this, 0 to 1.
   * @example 0.9
   */
  @IsOptional()
  @Transform(decimal)
  @IsNumber()
  @Min(0)
  @Max(1)
  minScore?: number;
}

export class JudgeAlertDto {
  /** `confirm` proposes a match; by another person, on a proposal, it confirms it. `reopen` refuses a proposal, or undoes a judgement. */
  @ApiProperty({ enum: ALERT_DECISIONS, example: 'dismiss' })
  @IsIn(ALERT_DECISIONS)
  decision: AlertDecision;

  /** @example "Born in 1991; the listed person was born in 1977" */
  @IsString()
  @MinLength(3)
  @MaxLength(2000)
  reason: string;
}

export class AlertJudgementDto {
  @ApiProperty({ enum: ALERT_DECISIONS })
  decision: AlertDecision;
  /** @example "Born in 1991; the listed person was born in 1977" */
  reason: string;
  @ApiProperty({ format: 'date-time' })
  judgedAt: string;
  @ApiProperty({ type: String, nullable: true, example: 'Anna' })
  judgedBy: string | null;

  static from({ decision, reason, judgedAt, judgedBy }: JudgementView): AlertJudgementDto {
    return { decision, reason, judgedAt: new Date(judgedAt).toISOString(), judgedBy };
  }
}

export class AlertRecordDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** @example "entity" */
  kind: string;
  /** @example "HT-AGD-ENT-2026-000001" */
  reference: string;
  /** JSON pointer of the party in the record; '' if it is the record itself. */
  pointer: string;
  /** A name of the party as it was compared; null where you see none of them. */
  @ApiProperty({ type: String, nullable: true, example: 'Jimmy Chérizier' })
  caption: string | null;
}

export class AlertSummaryDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** @example 1 */
  version: number;
  /** CONFIRM_PROPOSED waits for a second person; SUPERSEDED: a value changed, and a newer alert stands; LAPSED: it is no hit any more. */
  @ApiProperty({ enum: ALERT_STATES })
  state: AlertState;
  /** 0 to 1, when it was opened. */
  score: number;
  features: FeatureDto[];
  record: AlertRecordDto;
  entry: ListedHitDto;
  /** The screening that opened it; GET /v1/screening/runs. */
  @ApiProperty({ format: 'uuid' })
  runId: string;
  @ApiProperty({ format: 'date-time' })
  openedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  endedAt: string | null;
  @ApiProperty({ enum: ENDINGS, nullable: true })
  endedBecause: Ending | null;
  /** The alert of this pair before: what was said of it rested on other values. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  formerId: string | null;
  /** The newest; null if nobody has judged. */
  @ApiProperty({ type: AlertJudgementDto, nullable: true })
  judgement: AlertJudgementDto | null;

  static of(view: AlertView): AlertSummaryDto {
    const { id, version, state, score, features, judgement } = view;
    return {
      ...{ id, version, state, score, features: features.map((feature) => FeatureDto.from(feature)) },
      record: recordOf(view),
      entry: entryOf(view),
      runId: view.run_id,
      openedAt: view.opened_at.toISOString(),
      endedAt: view.ended_at?.toISOString() ?? null,
      endedBecause: view.ended_because,
      formerId: view.former_id,
      judgement: judgement && AlertJudgementDto.from(judgement),
    };
  }
}

const nameOf = ({ names: [first] }: MatchEntity): string | null =>
  first === undefined ? null : typeof first === 'string' ? first : first.value;

const recordOf = ({ record: { id, kind, reference }, pointer, subject }: AlertView): AlertRecordDto => ({
  ...{ id, kind, reference, pointer },
  caption: nameOf(subject),
});

const entryOf = (view: AlertView): ListedHitDto => ({
  ...{ listId: view.list_id, list: view.list_code, listVersion: view.list_version },
  ...{ entryId: view.entry_id, sourceId: view.source_id, reference: view.entry_reference },
  ...{ caption: view.entry_caption, listType: view.list_type, listedOn: view.listed_on },
});

export class AlertPageDto {
  items: AlertSummaryDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class ComparedNameDto {
  value: string;
  /** How the source vouches for it; a weak one never makes a hit alone. */
  @ApiProperty({ enum: ['main', 'strong', 'weak'] })
  quality: string;
}

export class ComparedIdentifierDto {
  /** @example "passport" */
  kind: string;
  value: string;
}

/** All values that were compared of one side. */
export class ComparedValuesDto {
  /** @example "Person" */
  schema: string;
  names: ComparedNameDto[];
  identifiers: ComparedIdentifierDto[];
  /** @example ["1977-03-30"] */
  @ApiProperty({ type: [String] })
  birthDates: string[];
  /** @example ["HT"] */
  @ApiProperty({ type: [String] })
  countries: string[];
  @ApiProperty({ type: [String] })
  genders: string[];

  static from({ schema, names, identifiers, birthDates, countries, genders }: MatchEntity): ComparedValuesDto {
    return {
      schema,
      names: names.map((name) =>
        typeof name === 'string'
          ? { value: name, quality: 'strong' }
          : { value: name.value, quality: name.quality ?? 'strong' },
      ),
      identifiers: (identifiers ?? []).map(({ kind, value }) => ({ kind, value })),
      birthDates: [...(birthDates ?? [])],
      countries: [...(countries ?? [])],
      genders: [...(genders ?? [])],
    };
  }
}

export class ValueChangeDto {
  @ApiProperty({ enum: ['subject', 'entry'] })
  side: string;
  /** @example "names" */
  field: string;
  @ApiProperty({ type: [String] })
  added: string[];
  @ApiProperty({ type: [String] })
  removed: string[];

  static from({ side, field, added, removed }: ValueChange): ValueChangeDto {
    return { side, field, added: [...added], removed: [...removed] };
  }
}

export class JudgedAlertDto extends AlertSummaryDto {
  /** What was compared of the record, as far as you may see it. A judgement rests on these values and on those of the entry. */
  subjectValues: ComparedValuesDto;
  entryValues: ComparedValuesDto;
  /** The oldest first. */
  judgements: AlertJudgementDto[];

  static judged(view: JudgedAlert): JudgedAlertDto {
    return {
      ...AlertSummaryDto.of(view),
      subjectValues: ComparedValuesDto.from(view.subject),
      entryValues: ComparedValuesDto.from(view.entry),
      judgements: view.judgements.map((one) => AlertJudgementDto.from(one)),
    };
  }
}

export class AlertDto extends JudgedAlertDto {
  /** Alerts of the same party and entry before this one, the newest first (20 at most). */
  former: JudgedAlertDto[];
  /** Alerts of other parties that met the same entry with the very same values, and what was judged of them (5 at most). A name alone is no identity: none of it is judged by that. */
  alike: JudgedAlertDto[];
  /** What is otherwise than in the newest former alert. */
  changes: ValueChangeDto[];

  static from(view: AlertHistory): AlertDto {
    return {
      ...JudgedAlertDto.judged(view),
      former: view.former.map((one) => JudgedAlertDto.judged(one)),
      alike: view.alike.map((one) => JudgedAlertDto.judged(one)),
      changes: view.changes.map((one) => ValueChangeDto.from(one)),
    };
  }
}
