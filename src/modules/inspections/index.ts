export { InspectionsModule } from './inspections.module';
export { ReportingModule } from './reporting/reporting.module';
export { InspectionsService } from './inspections.service';
export type { InspectionView } from './inspections.repository';
export { SubmitInspectionDto } from './dto/inspection-input.dto';
export { InspectionDto, SubmittedInspectionDto } from './dto/inspection.dto';
export { SyncModule } from './sync/sync.module';
export { fold as foldSerial, keysOf } from './serials/serial-keys.rules';
export { inspectionForm, whyDraft } from './sync/inspection-form.pipe';
