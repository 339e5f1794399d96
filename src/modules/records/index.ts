export { RecordsModule } from './records.module';
export { type Colleague, Colleagues } from './colleagues.repository';
export { CommentsModule } from './comments/comments.module';
export { OpenTasks } from './tasks/open-tasks.service';
export { TASK } from './tasks/tasks.errors';
export { TasksModule } from './tasks/tasks.module';
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
export { TAKING_BACK, type TakingBackFacts } from './recalls/going-along.service';
export { Departures } from './recalls/departures.query';
export type { Departure } from './recalls/recall.types';
export { DepartureDto } from './recalls/dto/recall.dto';
export { type Accepted, Submissions } from './submissions.service';
export * from './record.types';
export { HandlingModule } from './handling/handling.module';
export { HeldBack } from './handling/held-back.service';
export { bare, overlaid, overlaidRow, pointersOf as heldPointers } from './handling/held-back.rules';
export type { HeldBackField, Withholding } from './handling/held-back.types';
export { WithheldFieldDto, WithholdingDto, WithholdingSubmissionDto } from './handling/dto/held-back.dto';
export { HANDLING } from './handling/handling.errors';
export { HandlingDto, listFilter, RecordDto, RecordListQuery } from './dto/record.dto';
export type { ListFilter } from './record-list.query';
export { ReleaseTermsDto } from './releases/dto/release.dto';
export { RECORD } from './records.errors';
export { type Notice, type NoticeAddress, type NoticeKind, NOTICE_KINDS } from './notice.types';
export { NOTICE_GIVEN, Notices } from './notices.service';
