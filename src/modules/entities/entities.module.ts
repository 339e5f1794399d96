import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit';
import { IdentifiersModule } from '../identifiers';
import { RecordsModule } from '../records';
import { EntitiesController } from './entities.controller';
import { EntitiesRepository } from './entities.repository';
import { EntitiesService } from './entities.service';
import { EntityRow } from './entity.record';
import { RelationsController } from './relations/relations.controller';
import { RelationsRepository } from './relations/relations.repository';
import { RelationsService } from './relations/relations.service';
import { EntityWriter } from './entity-writer.service';
import { StatementRow } from './statement.record';
import { StatementSightingRow } from './statement-sighting.record';
import { StatementsRepository } from './statements.repository';

@Module({
  imports: [
    AuditModule,
    RecordsModule,
    IdentifiersModule,
    TypeOrmModule.forFeature([EntityRow, StatementRow, StatementSightingRow]),
  ],
  controllers: [EntitiesController, RelationsController],
  providers: [
    ...[EntitiesService, EntityWriter, EntitiesRepository, StatementsRepository],
    ...[RelationsService, RelationsRepository],
  ],
  exports: [EntitiesService],
})
export class EntitiesModule {}
