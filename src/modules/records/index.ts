export { RecordsModule } from './records.module';
export { type Change, RecordsService } from './records.service';
export { type ReleaseTerms, type ResolvedTerms, ReleasesService } from './releases.service';
export * from './record.types';
export { HandlingDto, RecordDto } from './dto/record.dto';
export { ReleaseTermsDto } from './dto/release.dto';
export { RECORD } from './records.errors';
