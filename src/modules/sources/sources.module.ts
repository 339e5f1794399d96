import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit';
import { RecordsModule } from '../records';
import { Envelope } from './envelope.service';
import { SourceLinkRow } from './links/source-link.record';
import { SourceLinksController } from './links/source-links.controller';
import { SourceLinks } from './links/source-links.service';
import { OpenedContent } from './openings/opened-content.service';
import { OpeningLists } from './openings/opening-lists.service';
import { OpeningNotices } from './openings/opening-notices.service';
import { OpeningUse } from './openings/opening-use.service';
import { SourceOpeningDecisionRow, SourceOpeningRow } from './openings/opening.record';
import { OpeningsController } from './openings/openings.controller';
import { OpeningsRepository } from './openings/openings.repository';
import { OpeningsService } from './openings/openings.service';
import { RewrapKeys } from './rewrap-keys.service';
import { SourceContentRow, SourceRow } from './source.record';
import { SourcesController } from './sources.controller';
import { SourcesRepository } from './sources.repository';
import { SourcesService } from './sources.service';

@Module({
  imports: [
    AuditModule,
    RecordsModule,
    TypeOrmModule.forFeature([SourceRow, SourceContentRow, SourceOpeningRow, SourceOpeningDecisionRow, SourceLinkRow]),
  ],
  controllers: [SourcesController, OpeningsController, SourceLinksController],
  providers: [
    ...[Envelope, RewrapKeys, SourcesRepository, SourcesService, SourceLinks],
    ...[OpeningsRepository, OpeningLists, OpeningNotices, OpeningsService, OpeningUse, OpenedContent],
  ],
})
export class SourcesModule {}
