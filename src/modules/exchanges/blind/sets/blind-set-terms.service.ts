import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../../kernel/clock';
import { all, allow, enforce, refuse } from '../../../../kernel/verdict';
import type { Actor } from '../../../../platform/context/actor';
import { AudiencesService, clearedFor } from '../../../access';
import { levelOf, RECORD } from '../../../records';
import { BLIND } from '../blind.errors';
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
    enforce(clearedFor(actor, level), RECORD.ABOVE_CLEARANCE);
    enforce(
      all(
        floor === null || level >= floor
          ? allow
          : refuse('BELOW_ITS_RECORDS', 'A set is classified at least as high as the records it is made of'),
        command.until === undefined || Date.parse(command.until) > this.clock.now().getTime()
          ? allow
          : refuse('UNTIL_PAST', 'The set would have ended before it began', { field: '/until' }),
        command.rule !== 'SILENT' || tellHolder
          ? allow
          : refuse('NOBODY_LEARNS', 'SILENT and tellHolder false: nobody would ever learn of a match', {
              field: '/tellHolder',
            }),
      ),
      BLIND.TERMS_REFUSED,
    );
    const audiences = command.audienceIds && (await this.audiences.resolve(command.audienceIds));
    return {
      classification: level,
      audienceKeys: audiences?.map(({ key }) => key) ?? null,
      until: command.until ?? null,
      tellHolder,
    };
  }
}
