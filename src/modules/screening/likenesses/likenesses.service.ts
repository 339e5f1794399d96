import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type Decision, EntitiesService, EntityJudgements } from '../../entities';
import { RecordsService, type SpineRecord } from '../../records';
import { Screener } from '../searching/screener.service';
import { isComparable, partyOfEntity } from '../searching/screening-subjects.service';
import type { Comparison } from '../searching/screening-answer.types';

export interface Likeness {
  readonly record: SpineRecord;
  readonly caption: string;
  readonly result: Comparison['result'];
  /** Looked at, and left open. */
  readonly unsure: boolean;
}

const MOST = 50;

/** Entities that could be the same as one, as a person would be asked. What was judged the same or not the same is not asked again. */
@Injectable()
export class LikenessesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly entities: EntitiesService,
    private readonly judgements: EntityJudgements,
    private readonly screener: Screener,
  ) {}

  of(actor: Actor, id: string, threshold: number | undefined): Promise<Likeness[]> {
    return this.uow.read(actor, async () => {
      const { key } = await this.records.require(id, 'entity');
      const [entity] = await this.entities.matchable([key]);
      if (!entity || !isComparable(entity)) return [];
      const { answers } = await this.screener.screen([partyOfEntity(entity)], {
        listIds: [],
        casework: true,
        onDate: null,
        limit: MOST,
        nearMisses: 0,
        except: key,
        ...(threshold !== undefined && { threshold }),
      });
      const like = answers[0]!.hits.flatMap(asLikeness);
      const judged = await this.judgements.standingBetween(
        key,
        like.map(({ record }) => record.key),
      );
      return like.flatMap((each) => stillAsked(each, judged.get(each.record.key)));
    });
  }
}

/** Parties of bills are found too, and are no entities. */
const asLikeness = ({ met, result }: Comparison): Omit<Likeness, 'unsure'>[] =>
  'record' in met && met.record.kind === 'entity' ? [{ record: met.record, caption: met.caption, result }] : [];

const stillAsked = (likeness: Omit<Likeness, 'unsure'>, decision: Decision | undefined): Likeness[] =>
  decision === undefined || decision === 'unsure' ? [{ ...likeness, unsure: decision === 'unsure' }] : [];
