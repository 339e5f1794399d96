import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit';
import { EntitiesModule } from '../entities';
import { RecordsModule, TasksModule } from '../records';
import { CaseJudgementRow } from './case-judgement.record';
import { CaseExportController } from './case-export.controller';
import { CaseExportService } from './case-export.service';
import { CaseLinksController } from './case-links.controller';
import { CaseLinksService } from './case-links.service';
import { CaseMemberRow } from './case-member.record';
import { CasePlaces } from './case-places.query';
import { CaseViews } from './case-views.query';
import { CaseRow } from './case.record';
import { CasesController } from './cases.controller';
import { CasesRepository } from './cases.repository';
import { CasesService } from './cases.service';
import { LabelsRepository } from './labels.repository';
import { LinkedService } from './linked.service';
import { LinksRepository } from './links.repository';

@Module({
  imports: [
    AuditModule,
    RecordsModule,
    TasksModule,
    EntitiesModule,
    TypeOrmModule.forFeature([CaseRow, CaseMemberRow, CaseJudgementRow]),
  ],
  controllers: [CasesController, CaseLinksController, CaseExportController],
  providers: [
    CaseExportService,
    CasePlaces,
    CaseViews,
    CasesService,
    CaseLinksService,
    LinkedService,
    CasesRepository,
    LinksRepository,
    LabelsRepository,
  ],
  exports: [CasesService],
})
export class CasesModule {}
