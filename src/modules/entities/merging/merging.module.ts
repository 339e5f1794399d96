import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../../audit';
import { RecordsModule } from '../../records';
import { EntitiesModule } from '../entities.module';
import { EntityJudgementRow } from './entity-judgement.record';
import { EntityJudgementsController } from './entity-judgements.controller';
import { EntityJudgements } from './entity-judgements.service';
import { JudgementViews } from './judgement-views.service';
import { JudgementsController } from './judgements.controller';
import { JudgementsRepository } from './judgements.repository';
import { JudgementsService } from './judgements.service';
import { ProfilesService } from './profiles.service';

@Module({
  imports: [AuditModule, RecordsModule, EntitiesModule, TypeOrmModule.forFeature([EntityJudgementRow])],
  controllers: [EntityJudgementsController, JudgementsController],
  providers: [JudgementsService, JudgementViews, ProfilesService, JudgementsRepository, EntityJudgements],
  exports: [EntityJudgements],
})
export class MergingModule {}
