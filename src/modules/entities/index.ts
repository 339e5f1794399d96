export { EntitiesModule } from './entities.module';
export { ENTITY_EVENTS } from './entities.events';
export { EntitiesService } from './entities.service';
export { ENTITY_SCHEMAS, type EntitySchema, type Statement } from './entity.types';
export type { Matchable } from './matchable.rules';
