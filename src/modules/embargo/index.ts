export * from './assessment.types';
export { parseCase, type Fault, type ParsedCase } from './case-form.parser';
export { assess, type Reading } from './embargo.rules';
export * from './embargo.types';
export { BUILT_IN_RULE_SET, ruleSetHash, sealRuleSet } from './rule-set.mapping';
export * from './rule-set.types';
export { DiversionsModule } from './diversions/diversions.module';
export { ExemptionsModule } from './exemptions/exemptions.module';
export { ExemptionsService } from './exemptions/exemptions.service';
