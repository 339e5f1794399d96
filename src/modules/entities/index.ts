export { EntitiesModule } from './entities.module';
export { ENTITY_EVENTS } from './entities.events';
export { MergingModule } from './merging/merging.module';
export { EntityJudgements, type JudgedPair } from './merging/entity-judgements.service';
export { MERGING_EVENTS } from './merging/merging.events';
export type { Decision } from './merging/judgement.types';
export { EntitiesService } from './entities.service';
export { ENTITY_SCHEMAS, type EntitySchema, type Statement } from './entity.types';
export type { Matchable } from './matchable.rules';
