import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../../audit';
import { IdentifiersModule } from '../../identifiers';
import { RecordsModule } from '../../records';
import { ExemptionsModule } from '../exemptions/exemptions.module';
import { DiversionRow } from './diversion.record';
import { DiversionsController } from './diversions.controller';
import { DiversionsRepository } from './diversions.repository';
import { DiversionsService } from './diversions.service';
import { DiversionRecording } from './recording.service';
import { Supplies } from './supplies.repository';

@Module({
  imports: [AuditModule, RecordsModule, IdentifiersModule, ExemptionsModule, TypeOrmModule.forFeature([DiversionRow])],
  controllers: [DiversionsController],
  providers: [DiversionsService, DiversionRecording, DiversionsRepository, Supplies],
})
export class DiversionsModule {}
