export { RecordsModule } from './records.module';
export { type Change, RecordsService } from './records.service';
export { type ReleaseTerms, type ResolvedTerms, ReleaseWriter, requireMayRelease } from './release-writer.service';
export { type Accepted, Submissions } from './submissions.service';
export * from './record.types';
export { HandlingDto, listFilter, RecordDto, RecordListQuery } from './dto/record.dto';
export type { ListFilter } from './record-list.query';
export { ReleaseTermsDto } from './dto/release.dto';
export { RECORD } from './records.errors';
