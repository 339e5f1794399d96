import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit';
import { IdentifiersModule } from '../identifiers';
import { RecordsModule } from '../records';
import { EntitiesController } from './entities.controller';
import { EntitiesRepository } from './entities.repository';
import { EntitiesService } from './entities.service';
import { EntityRow } from './entity.record';
import { StatementRow } from './statement.record';

@Module({
  imports: [AuditModule, RecordsModule, IdentifiersModule, TypeOrmModule.forFeature([EntityRow, StatementRow])],
  controllers: [EntitiesController],
  providers: [EntitiesService, EntitiesRepository],
  exports: [EntitiesService, EntitiesRepository],
})
export class EntitiesModule {}
