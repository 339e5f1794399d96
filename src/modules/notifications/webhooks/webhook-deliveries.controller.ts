import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { IdPipe } from '../../../platform/http/id.pipe';
import { pageLimit, PageQuery } from '../../../platform/http/page.dto';
import { Allow, CurrentActor } from '../../access';
import { WebhookDeliveryDto, WebhookDeliveryPageDto } from '../dto/webhook-delivery.dto';
import { NOTIFICATION_ERRORS } from '../notifications.errors';
import { DeliveriesService } from './deliveries.service';

@ApiTags('notifications')
@Controller('v1')
export class WebhookDeliveriesController {
  constructor(private readonly deliveries: DeliveriesService) {}

  @Get('webhooks/:id/deliveries')
  @Allow('webhook.read')
  @ApiOperation({
    summary: 'What was delivered, is tried again, or was given up, newest first',
    description: 'Deliveries about records that you can see, with each attempt.',
  })
  @ApiOkResponse({ type: WebhookDeliveryPageDto })
  @ApiErrors()
  async list(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
  ): Promise<WebhookDeliveryPageDto> {
    const page = await this.deliveries.list(actor, id, pageLimit(query), query.cursor);
    return { items: page.items.map(WebhookDeliveryDto.from), nextCursor: page.nextCursor };
  }

  @Post('webhooks/:id/ping')
  @HttpCode(202)
  @Allow('webhook.update')
  @ApiOperation({ summary: 'Send a trial of kind webhook.ping; the list of deliveries says what became of it' })
  @ApiAcceptedResponse({ type: WebhookDeliveryDto })
  @ApiErrors(NOTIFICATION_ERRORS.WEBHOOK_DISABLED)
  async ping(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<WebhookDeliveryDto> {
    return WebhookDeliveryDto.from(await this.deliveries.ping(actor, id));
  }

  @Post('webhook-deliveries/:id/redelivery')
  @HttpCode(202)
  @Allow('webhook.update')
  @ApiOperation({ summary: 'Deliver once more what has ended, if it may still be told' })
  @ApiAcceptedResponse({ type: WebhookDeliveryDto })
  @ApiErrors(NOTIFICATION_ERRORS.WEBHOOK_DISABLED, NOTIFICATION_ERRORS.STILL_PENDING)
  async redeliver(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<WebhookDeliveryDto> {
    return WebhookDeliveryDto.from(await this.deliveries.redeliver(actor, id));
  }
}
