import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../../kernel/clock';
import { all, allow, enforce, refuse, type Verdict } from '../../../../kernel/verdict';
import type { Actor } from '../../../../platform/context/actor';
import { AudiencesService, clearedFor } from '../../../access';
import { levelOf, RECORD } from '../../../records';
import { BLIND } from '../blind.errors';
import type { BlindRule } from '../blind.types';
import type { PublishBlindSetDto } from '../dto/blind-set.dto';
import type { Gathered, SetRow } from './blind-set.types';

const CONFIDENTIAL = levelOf('CONFIDENTIAL');

/** Who may ask, how long, and from which clearance on a match is told. */
@Injectable()
export class BlindSetTerms {
  constructor(
    private readonly audiences: AudiencesService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Throws TERMS_REFUSED, RECORD.ABOVE_CLEARANCE, REQUEST.INVALID for an unknown audience. */
  async settle(
    actor: Actor,
    command: PublishBlindSetDto,
    { level: floor }: Gathered,
  ): Promise<Pick<SetRow, 'classification' | 'audienceKeys' | 'until' | 'tellHolder'>> {
    const level = command.classification ? levelOf(command.classification) : (floor ?? CONFIDENTIAL);
    const tellHolder = command.tellHolder ?? true;
    const until = command.until ?? null;
    enforce(clearedFor(actor, level), RECORD.ABOVE_CLEARANCE);
    enforce(
      all(aboveRecords(level, floor), notOver(until, this.clock.now()), somebodyLearns(command.rule, tellHolder)),
      BLIND.TERMS_REFUSED,
    );
    const audiences = command.audienceIds ? await this.audiences.resolve(command.audienceIds) : null;
    return { classification: level, audienceKeys: audiences?.map(({ key }) => key) ?? null, until, tellHolder };
  }
}

const aboveRecords = (level: number, floor: number | null): Verdict =>
  floor === null || level >= floor
    ? allow
    : refuse('BELOW_ITS_RECORDS', 'A set is classified at least as high as the records it is made of');

const notOver = (until: string | null, now: Date): Verdict =>
  until === null || Date.parse(until) > now.getTime()
    ? allow
    : refuse('UNTIL_PAST', 'The set would have ended before it began', { field: '/until' });

const somebodyLearns = (rule: BlindRule, tellHolder: boolean): Verdict =>
  rule !== 'SILENT' || tellHolder
    ? allow
    : refuse('NOBODY_LEARNS', 'SILENT and tellHolder false: nobody would ever learn of a match', {
        field: '/tellHolder',
      });
