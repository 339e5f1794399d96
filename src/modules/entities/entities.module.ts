import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit';
import { IdentifiersModule } from '../identifiers';
import { RecordsModule } from '../records';
import { EntitiesController } from './entities.controller';
import { EntitiesRepository } from './entities.repository';
import { EntitiesService } from './entities.service';
import { EntityRow } from './entity.record';
import { ExportsController } from './exports/exports.controller';
import { ExportsService } from './exports/exports.service';
import { EntityImportRow } from './imports/entity-import.record';
import { EntityOriginRow } from './imports/entity-origin.record';
import { ImportReader } from './imports/import-reader.service';
import { ImportWriter } from './imports/import-writer.service';
import { ImportsController } from './imports/imports.controller';
import { ImportsRepository } from './imports/imports.repository';
import { ImportsService } from './imports/imports.service';
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
    TypeOrmModule.forFeature([EntityRow, StatementRow, StatementSightingRow, EntityImportRow, EntityOriginRow]),
  ],
  controllers: [ImportsController, ExportsController, EntitiesController, RelationsController],
  providers: [
    ...[EntitiesService, EntityWriter, EntitiesRepository, StatementsRepository],
    ...[RelationsService, RelationsRepository, ExportsService],
    ...[ImportsService, ImportReader, ImportWriter, ImportsRepository],
  ],
  exports: [EntitiesService, EntitiesRepository, ExportsService],
})
export class EntitiesModule {}
