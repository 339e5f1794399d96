import { Module } from '@nestjs/common';
import { AccessModule } from '../access';
import { AuditModule } from '../audit';
import { RecordsModule } from '../records';
import { NotificationBacklog } from './backlog.service';
import { DispatchNoticeJob } from './giving/dispatch-notice.job';
import { NoticeGiving } from './giving/notice-giving.repository';
import { NoticeListener } from './giving/notice-listener.service';
import { InboxController } from './inbox/inbox.controller';
import { InboxRepository } from './inbox/inbox.repository';
import { InboxService } from './inbox/inbox.service';
import { DigestJob } from './mail/digest.job';
import { MailLooking } from './mail/mail-looking.service';
import { MailSettling } from './mail/mail-settling.service';
import { Mailer } from './mail/mailer.service';
import { MailsController } from './mail/mails.controller';
import { MailsRepository } from './mail/mails.repository';
import { MailsService } from './mail/mails.service';
import { SendMailJob } from './mail/send-mail.job';
import { PreferencesController } from './preferences/preferences.controller';
import { PreferencesRepository } from './preferences/preferences.repository';
import { PreferencesService } from './preferences/preferences.service';
import { Receivers } from './receivers.service';
import { DeliverWebhookJob } from './webhooks/deliver-webhook.job';
import { DeliveriesRepository } from './webhooks/deliveries.repository';
import { DeliveriesService } from './webhooks/deliveries.service';
import { DeliveryLooking } from './webhooks/delivery-looking.service';
import { DeliverySettling } from './webhooks/delivery-settling.service';
import { ResealSecrets } from './webhooks/reseal-secrets.service';
import { WebhookDeliveriesController } from './webhooks/webhook-deliveries.controller';
import { WebhookSecrets } from './webhooks/webhook-secrets.service';
import { DEFAULT_SENDER_OPTIONS, SENDER_OPTIONS, WebhookSender } from './webhooks/webhook-sender.service';
import { WebhookSigning } from './webhooks/webhook-signing.service';
import { WebhooksController } from './webhooks/webhooks.controller';
import { WebhooksRepository } from './webhooks/webhooks.repository';
import { WebhooksService } from './webhooks/webhooks.service';

const telling = [NoticeListener, NoticeGiving, DispatchNoticeJob, Receivers, NotificationBacklog];
const inbox = [InboxService, InboxRepository, PreferencesService, PreferencesRepository];
const mail = [Mailer, MailsRepository, MailsService, MailLooking, MailSettling, SendMailJob, DigestJob];
const webhooks = [
  ...[WebhooksService, WebhooksRepository, WebhookSecrets, ResealSecrets, WebhookSigning, WebhookSender],
  ...[DeliveriesService, DeliveriesRepository, DeliveryLooking, DeliverySettling, DeliverWebhookJob],
  { provide: SENDER_OPTIONS, useValue: DEFAULT_SENDER_OPTIONS },
];

@Module({
  imports: [AccessModule, AuditModule, RecordsModule],
  controllers: [
    ...[InboxController, PreferencesController, MailsController],
    ...[WebhooksController, WebhookDeliveriesController],
  ],
  providers: [...telling, ...inbox, ...mail, ...webhooks],
})
export class NotificationsModule {}
