import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../../audit';
import { RecordsModule } from '../../records';
import { CustodyController } from './custody.controller';
import { CustodyEventRow } from './custody-event.record';
import { CustodyRepository } from './custody.repository';
import { CustodyService } from './custody.service';
import { ExhibitRow } from './exhibit.record';

@Module({
  imports: [AuditModule, RecordsModule, TypeOrmModule.forFeature([ExhibitRow, CustodyEventRow])],
  controllers: [CustodyController],
  providers: [CustodyService, CustodyRepository],
})
export class CustodyModule {}
