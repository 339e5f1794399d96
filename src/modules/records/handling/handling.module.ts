import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '../../access';
import { AuditModule } from '../../audit';
import { EvidenceModule } from '../evidence/evidence.module';
import { RecordsModule } from '../records.module';
import { ConsentAsking } from './consent/consent-asking.service';
import { ConsentController } from './consent/consent.controller';
import { ConsentDecisionRow } from './consent/consent-decision.record';
import { ConsentDecisions } from './consent/consent-decisions.service';
import { ConsentGrants } from './consent/consent-grants.service';
import { ConsentRepository } from './consent/consent.repository';
import { ConsentRequestRow } from './consent/consent-request.record';
import { ConsentRequests } from './consent/consent-requests.service';
import { FieldReleases } from './field-releases.service';
import { OnwardReleasesController } from './forwarding/onward-releases.controller';
import { OnwardReleases } from './forwarding/onward-releases.service';
import { FieldReleasesController } from './field-releases.controller';
import { HeldBackController } from './held-back.controller';
import { Holding } from './holding.service';
import { PreviewController } from './preview/preview.controller';
import { PreviewService } from './preview/preview.service';
import { QuoteRow } from './quotes/quote.record';
import { QuotesController } from './quotes/quotes.controller';
import { Quotes } from './quotes/quotes.service';

/** What people do with how a record is handled: hold back, preview, forward, ask for consent, quote. */
@Module({
  imports: [
    AccessModule,
    AuditModule,
    RecordsModule,
    EvidenceModule,
    TypeOrmModule.forFeature([ConsentRequestRow, ConsentDecisionRow, QuoteRow]),
  ],
  controllers: [
    HeldBackController,
    FieldReleasesController,
    PreviewController,
    OnwardReleasesController,
    ConsentController,
    QuotesController,
  ],
  providers: [
    Holding,
    FieldReleases,
    PreviewService,
    OnwardReleases,
    Quotes,
    ConsentRepository,
    ConsentRequests,
    ConsentAsking,
    ConsentGrants,
    ConsentDecisions,
  ],
})
export class HandlingModule {}
