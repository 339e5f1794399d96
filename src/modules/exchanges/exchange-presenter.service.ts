import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RecordPresenters } from '../records';
import { ExchangeDto } from './dto/exchange.dto';
import { ExchangesService } from './exchanges.service';

/** How an exchange shows in a package and in a preview: as GET /v1/exchanges/{id} answers the same reader. */
@Injectable()
export class ExchangePresenter implements OnModuleInit {
  constructor(
    private readonly presenters: RecordPresenters,
    private readonly exchanges: ExchangesService,
  ) {}

  onModuleInit(): void {
    this.presenters.register('exchange', async (actor, id) => ExchangeDto.of(await this.exchanges.read(actor, id)));
  }
}
