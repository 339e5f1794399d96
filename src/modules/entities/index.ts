export { EntitiesModule } from './entities.module';
export { ENTITY_EVENTS } from './entities.events';
export { EntitiesService } from './entities.service';
export { ENTITY_SCHEMAS, type EntitySchema, type Statement } from './entity.types';
export type { Matchable } from './matchable.rules';
export { ENTITY } from './entities.errors';
export { ExportsService } from './exports/exports.service';
export { EXPORT_FORMATS, type ExportFile, type ExportFormat } from './exports/export.types';
export { ExportQuery } from './dto/export.dto';
