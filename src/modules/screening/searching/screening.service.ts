import { Injectable } from '@nestjs/common';
import { DomainError, type FieldFault } from '../../../kernel/domain-error';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { ScreenDto, ScreeningQueryDto } from '../dto/screening.dto';
import type { MatchEntity } from '../matching/matching.types';
import { ALL_WEIGHTS, DEFAULT_THRESHOLD } from '../matching/weights.cases';
import { SCREENING_ERRORS } from '../screening.errors';
import type { WatchlistView } from '../watchlists/watchlist.types';
import { requireNamed } from './searched-lists.service';
import { Screener } from './screener.service';
import type { QueryAnswer } from './screening-answer.types';

const HITS = 5;

@Injectable()
export class ScreeningService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly screener: Screener,
  ) {}

  match(
    actor: Actor,
    command: ScreenDto,
  ): Promise<{ lists: readonly WatchlistView[]; answers: readonly QueryAnswer[]; threshold: number }> {
    const faults = weightFaults(command.weights ?? {});
    if (faults.length > 0) throw new DomainError(SCREENING_ERRORS.UNKNOWN_WEIGHT, { fields: faults });
    const { queries, weights } = command;
    const threshold = command.threshold ?? DEFAULT_THRESHOLD;
    const listIds = command.listIds ?? null;
    return this.uow.read(actor, async () => {
      const { lists, answers } = await this.screener.screen(queries.map(partyOf), {
        listIds,
        casework: command.casework ?? false,
        onDate: command.onDate ?? null,
        threshold,
        ...(weights && { weights }),
        limit: command.limit ?? HITS,
        nearMisses: command.nearMisses ?? 0,
      });
      if (listIds) requireNamed(listIds, lists);
      return { lists, answers, threshold };
    });
  }
}

const partyOf = ({ schema, names, birthDates, countries, gender, identifiers }: ScreeningQueryDto): MatchEntity => ({
  schema,
  names,
  ...(birthDates && { birthDates }),
  ...(countries && { countries }),
  ...(gender && { genders: [gender] }),
  ...(identifiers && { identifiers }),
});

const weightFaults = (weights: Readonly<Record<string, unknown>>): FieldFault[] =>
  Object.entries(weights).flatMap(([name, points]) => {
    const pointer = `/weights/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`;
    if (!Object.hasOwn(ALL_WEIGHTS, name))
      return [{ pointer, code: 'NO_SUCH_FEATURE', message: 'no feature has this name' }];
    const fits = typeof points === 'number' && Math.abs(points) <= 10;
    return fits ? [] : [{ pointer, code: 'NOT_POINTS', message: 'must be a number from -10 to 10' }];
  });
