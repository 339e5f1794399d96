import { Body, Controller, Get, Headers, Inject, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { COMMON } from '../../../kernel/common.errors';
import { enforce } from '../../../kernel/verdict';
import { RUNTIME, type Runtime } from '../../../platform/config/runtime';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { ApiChange } from '../../../platform/http/api-headers.decorator';
import { etagOf } from '../../../platform/http/etag';
import { IdPipe } from '../../../platform/http/id.pipe';
import { pageLimit, PageQuery } from '../../../platform/http/page.dto';
import { Allow, CurrentActor } from '../../access';
import { levelOf } from '../../records';
import {
  ChangeWebhookDto,
  CreateWebhookDto,
  RotateSecretDto,
  WebhookDto,
  WebhookPageDto,
  WebhookWithSecretDto,
} from '../dto/webhook.dto';
import { NOTIFICATION_ERRORS } from '../notifications.errors';
import { mayBeCalled } from './address.rules';
import { WebhooksService } from './webhooks.service';

@ApiTags('notifications')
@Controller('v1/webhooks')
export class WebhooksController {
  constructor(
    private readonly webhooks: WebhooksService,
    @Inject(RUNTIME) private readonly runtime: Runtime,
  ) {}

  @Post()
  @Allow('webhook.create')
  @ApiOperation({
    summary: 'Have a system of your organisation told of notices',
    description:
      'It is sent `{id, kind, recordId, occurredAt}` and no content; with the id it asks this API as somebody who may read the record. ' +
      '`Lambi-Signature: t=<unix seconds>,v1=<hex>` is the HMAC-SHA256 over `<t>.<body>` with the secret that this answer shows and no other; while a secret is rotated there are two v1. ' +
      'Accept it if one fits and t is not older than five minutes, answer 2xx within ten seconds, and keep ids: a delivery may come twice.',
  })
  @ApiCreatedResponse({ type: WebhookWithSecretDto })
  @ApiErrors(NOTIFICATION_ERRORS.ADDRESS_REFUSED, NOTIFICATION_ERRORS.TOO_MANY_WEBHOOKS)
  async create(
    @CurrentActor() actor: Actor,
    @Body() { url, kinds, description, upTo }: CreateWebhookDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<WebhookWithSecretDto> {
    const { WEBHOOK_ALLOW: allowed, WEBHOOK_PORTS: ports } = this.runtime.config;
    enforce(mayBeCalled(url, { allowed, ports }), NOTIFICATION_ERRORS.ADDRESS_REFUSED);
    const clearance = upTo ? levelOf(upTo) : actor.clearance;
    const made = await this.webhooks.create(actor, { url, kinds, description, clearance });
    response.setHeader('Location', `/v1/webhooks/${made.webhook.id}`);
    response.setHeader('ETag', etagOf(made.webhook.version));
    return WebhookWithSecretDto.of(made);
  }

  @Get()
  @Allow('webhook.read')
  @ApiOperation({ summary: 'Webhooks of your organisation that tell of no more than you may read, newest first' })
  @ApiOkResponse({ type: WebhookPageDto })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<WebhookPageDto> {
    const page = await this.webhooks.list(actor, pageLimit(query), query.cursor);
    return { items: page.items.map(WebhookDto.from), nextCursor: page.nextCursor };
  }

  @Get(':id')
  @Allow('webhook.read')
  @ApiOperation({ summary: 'One webhook' })
  @ApiOkResponse({ type: WebhookDto })
  @ApiErrors()
  async read(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<WebhookDto> {
    const webhook = await this.webhooks.read(actor, id);
    response.setHeader('ETag', etagOf(webhook.version));
    return WebhookDto.from(webhook);
  }

  @Patch(':id')
  @Allow('webhook.update')
  @ApiOperation({ summary: 'Change what it is told of, disable it, or enable it again' })
  @ApiChange()
  @ApiOkResponse({ type: WebhookDto })
  @ApiErrors(COMMON.VERSION_REQUIRED, COMMON.VERSION_MISMATCH, NOTIFICATION_ERRORS.TOO_MANY_WEBHOOKS)
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() { kinds, description, enabled }: ChangeWebhookDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<WebhookDto> {
    const patch = { kinds: kinds ?? null, description: description ?? null, enabled: enabled ?? null };
    const webhook = await this.webhooks.change(actor, id, ifMatch, patch);
    response.setHeader('ETag', etagOf(webhook.version));
    return WebhookDto.from(webhook);
  }

  @Post(':id/secrets')
  @Allow('webhook.update')
  @ApiOperation({
    summary: 'A new secret; the former one signs beside it for some hours',
    description: 'Shown once. With `overlapHours` 0 the former one ends at once: after it has leaked.',
  })
  @ApiCreatedResponse({ type: WebhookWithSecretDto })
  @ApiErrors()
  async rotate(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { overlapHours }: RotateSecretDto,
  ): Promise<WebhookWithSecretDto> {
    return WebhookWithSecretDto.of(await this.webhooks.rotate(actor, id, overlapHours ?? 24));
  }
}
