import { Module } from '@nestjs/common';
import { AccessModule } from '../../access';
import { AuditModule } from '../../audit';
import { RecordsModule } from '../../records';
import { ExchangesModule } from '../exchanges.module';
import { Blinder } from './blinder.service';
import { BlindBudgetsController } from './budgets/blind-budgets.controller';
import { BlindBudgetsService } from './budgets/blind-budgets.service';
import { BlindMatchesController } from './matches/blind-matches.controller';
import { BlindMatchesRepository } from './matches/blind-matches.repository';
import { BlindMatchesService } from './matches/blind-matches.service';
import { TellHoldersJob } from './matches/tell-holders.job';
import { BlindQueriesController } from './queries/blind-queries.controller';
import { BlindQueriesRepository } from './queries/blind-queries.repository';
import { BlindQueriesService } from './queries/blind-queries.service';
import { BlindIndex } from './sets/blind-index.repository';
import { BlindSetSource } from './sets/blind-set-source.service';
import { BlindSetTerms } from './sets/blind-set-terms.service';
import { BlindSetsController } from './sets/blind-sets.controller';
import { BlindSetsRepository } from './sets/blind-sets.repository';
import { BlindSetsService } from './sets/blind-sets.service';
import { ReblindJob } from './sets/reblind.job';

@Module({
  imports: [AccessModule, AuditModule, RecordsModule, ExchangesModule],
  controllers: [BlindSetsController, BlindQueriesController, BlindMatchesController, BlindBudgetsController],
  providers: [
    ...[Blinder, BlindIndex, BlindSetsRepository, BlindSetSource, BlindSetTerms, BlindSetsService, ReblindJob],
    ...[BlindQueriesRepository, BlindQueriesService],
    ...[BlindMatchesRepository, BlindMatchesService, TellHoldersJob],
    BlindBudgetsService,
  ],
})
export class BlindModule {}
