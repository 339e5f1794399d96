import { Injectable } from '@nestjs/common';
import type { PartyScreening, ScreeningAnswer } from './screening.types';

/** Stands where no matcher is installed, and says so each time. */
@Injectable()
export class NoScreening implements PartyScreening {
  screen(): Promise<ScreeningAnswer> {
    return Promise.resolve('NOT_AVAILABLE');
  }
}
