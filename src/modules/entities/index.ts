export { EntitiesModule } from './entities.module';
export { EntitiesService } from './entities.service';
export { ENTITY_SCHEMAS, type EntitySchema, type Statement } from './entity.types';
