export { CasesModule } from './cases.module';
export type { CaseView } from './case-views.query';
export { CasesService } from './cases.service';
