export { CasesModule } from './cases.module';
export { CasesService, type CaseView } from './cases.service';
