import { Injectable, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import type { Actor } from '../../../platform/context/actor';
import { fromPgError } from '../../../platform/database/pg-errors';
import { chunksOf, ExchangeInterrupted, LineAnswer } from '../../../platform/http/duplex-exchange';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import { InFlight } from '../../../platform/http/in-flight';
import { type Line, linesOf } from '../../../platform/http/line-reader';
import { readBundleLine } from './bundle-line.parser';
import type { BundleSummaryDto } from './dto/sync.dto';
import { type Answer, faultOf, faultOfError, faultOfLine, rejected } from './sync-answer.mapping';
import { SYNC } from './sync.errors';
import { SyncService } from './sync.service';
import { MAX_BUNDLE_BYTES, MAX_LINE_BYTES, MAX_LINES, type Stop, type SyncVerdict } from './sync.types';

const IDLE_MS = 60_000;
/** As long as an access token lives. */
const LONGEST_MS = 600_000;

/**
 * Invariant: a verdict is written after its line was committed, and a line is committed before the next one is read. So whatever was
 * answered stands, and at most one line was stored without its answer arriving: sent again it is answered with already_have. While
 * bytes are waited for no database connection is held.
 */
@Injectable()
export class BundleAnswersService {
  private readonly logger = new Logger('sync');

  constructor(
    private readonly sync: SyncService,
    private readonly inFlight: InFlight,
  ) {}

  async answer(actor: Actor, request: Request, response: Response): Promise<void> {
    const answer = new LineAnswer(request, response);
    const counts = { accepted: 0, already_have: 0, conflict: 0, rejected: 0 };
    let stop: Stop | null;
    try {
      stop = await this.answerLines(actor, request, answer, counts);
    } catch (error) {
      if (!response.destroyed) this.logger.error({ err: error }, 'a bundle could not be answered to its end');
      return void response.destroy(); // without a summary: the client knows that the line broke
    }
    await answer.write({ summary: summaryOf(counts, stop) }, IDLE_MS);
    answer.end();
  }

  private async answerLines(
    actor: Actor,
    request: Request,
    answer: LineAnswer,
    counts: Record<SyncVerdict, number>,
  ): Promise<Stop | null> {
    const mustStop = (): boolean => this.inFlight.isDraining;
    const limits = { idleMs: IDLE_MS, longestMs: LONGEST_MS, maxBytes: MAX_BUNDLE_BYTES, mustStop };
    let answered = 0;
    try {
      for await (const line of linesOf(chunksOf(request, limits), MAX_LINE_BYTES)) {
        if (answered === MAX_LINES) return 'TOO_MANY_LINES';
        if (mustStop()) return 'SERVER_STOPPING';
        const verdict = await this.verdictOn(actor, line);
        if (!verdict) return 'UNAVAILABLE';
        answered += 1;
        counts[verdict.verdict] += 1;
        if (!(await answer.write({ line: line.number, ...verdict }, IDLE_MS))) return 'TOO_SLOW';
      }
      return null;
    } catch (error) {
      if (error instanceof ExchangeInterrupted) return error.because;
      throw error;
    }
  }

  /** Undefined if the database is away: whether the line was stored is not known, so nothing is said of it. */
  private async verdictOn(actor: Actor, line: Line): Promise<Answer | undefined> {
    if (line.isTooLong)
      return rejected(null, faultOf(SYNC.LINE_TOO_LONG, { detail: `The limit is ${MAX_LINE_BYTES} bytes.` }));
    const read = readBundleLine(line.bytes);
    if ('fault' in read)
      return rejected(read.fault.clientRef, faultOfLine(read.fault, line.isUnended, REQUEST_ERRORS.MALFORMED));
    try {
      return await this.sync.answer(actor, read.line);
    } catch (thrown) {
      const error = domainErrorOf(thrown);
      if (error.definition.kind === 'unavailable' || error.definition === COMMON.BUSY) return undefined;
      if (error.definition.kind === 'bug') this.logger.error({ err: thrown }, 'a line of a bundle met a fault of ours');
      return rejected(read.line.clientRef, faultOfError(error));
    }
  }
}

const domainErrorOf = (thrown: unknown): DomainError =>
  thrown instanceof DomainError ? thrown : (fromPgError(thrown) ?? new DomainError(COMMON.BUG, {}, { cause: thrown }));

const summaryOf = (counts: Readonly<Record<SyncVerdict, number>>, stop: Stop | null): BundleSummaryDto => ({
  lines: counts.accepted + counts.already_have + counts.conflict + counts.rejected,
  accepted: counts.accepted,
  alreadyHave: counts.already_have,
  conflict: counts.conflict,
  rejected: counts.rejected,
  complete: stop === null,
  stoppedBecause: stop,
});
