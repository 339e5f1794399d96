import { Injectable } from '@nestjs/common';
import { DraftsRepository } from './drafts.repository';
import { DraftsService } from './drafts.service';
import { Keeping } from './keeping.service';

/** What is needed wherever drafts are moved on. */
@Injectable()
export class DraftDesk {
  constructor(
    readonly service: DraftsService,
    readonly keeping: Keeping,
    readonly drafts: DraftsRepository,
  ) {}
}
