export { RecordsModule } from './records.module';
export { AttachmentsService } from './evidence/attachments.service';
export { EvidenceModule } from './evidence/evidence.module';
export { EvidenceWriter } from './evidence/evidence-writer.service';
export type { Announced, AttachmentView } from './evidence/evidence.types';
export { ATTACHING, type AttachingFacts } from './evidence/evidence.types';
export { type Presenter, RecordPresenters } from './evidence/record-presenters.service';
export { type Change, RecordsService } from './records.service';
export {
  type ReleaseTerms,
  type ResolvedTerms,
  ReleaseWriter,
  requireMayRelease,
} from './releases/release-writer.service';
export { type Accepted, Submissions } from './submissions.service';
export * from './record.types';
export { HandlingDto, listFilter, RecordDto, RecordListQuery } from './dto/record.dto';
export type { ListFilter } from './record-list.query';
export { ReleaseTermsDto } from './releases/dto/release.dto';
export { RECORD } from './records.errors';
export { type Notice, type NoticeAddress, type NoticeKind, NOTICE_KINDS } from './notice.types';
export { NOTICE_GIVEN, Notices } from './notices.service';
