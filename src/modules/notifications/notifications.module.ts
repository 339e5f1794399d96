import { Module } from '@nestjs/common';
import { AccessModule } from '../access';
import { AuditModule } from '../audit';
import { RecordsModule } from '../records';
import { DispatchNoticeJob } from './giving/dispatch-notice.job';
import { NoticeGiving } from './giving/notice-giving.repository';
import { NoticeListener } from './giving/notice-listener.service';
import { InboxController } from './inbox/inbox.controller';
import { InboxRepository } from './inbox/inbox.repository';
import { InboxService } from './inbox/inbox.service';
import { PreferencesController } from './preferences/preferences.controller';
import { PreferencesRepository } from './preferences/preferences.repository';
import { PreferencesService } from './preferences/preferences.service';

@Module({
  imports: [AccessModule, AuditModule, RecordsModule],
  controllers: [InboxController, PreferencesController],
  providers: [
    ...[NoticeListener, NoticeGiving, DispatchNoticeJob],
    ...[InboxService, InboxRepository, PreferencesService, PreferencesRepository],
  ],
})
export class NotificationsModule {}
