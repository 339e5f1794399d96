import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RUNTIME, type Runtime } from '../../../platform/config/runtime';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { IdPipe } from '../../../platform/http/id.pipe';
import { pageLimit, PageQuery } from '../../../platform/http/page.dto';
import { Allow, CurrentActor } from '../../access';
import {
  CreatedReconciliationLinkDto,
  CreateReconciliationLinkDto,
  ReconciliationLinkDto,
  ReconciliationLinkPageDto,
} from '../dto/reconciliation.dto';
import { SCREENING_ERRORS } from '../screening.errors';
import { ReconciliationLinks } from './reconciliation-links.service';
import { addressOf } from './service-manifest.mapping';

@ApiTags('screening')
@Controller('v1/reconciliation-links')
export class ReconciliationLinksController {
  constructor(
    private readonly links: ReconciliationLinks,
    @Inject(RUNTIME) private readonly runtime: Runtime,
  ) {}

  @Post()
  @Allow('reconciliation_link.create')
  @ApiOperation({
    summary: 'An address for OpenRefine, to match a spreadsheet without code',
    description:
      'In OpenRefine: Reconcile, Start reconciling, Add standard service, and paste the address. It acts as you, for matching alone, until it ends, you sign out or you take it back. ' +
      'Treat it like a password: whoever has it sees what you would see.',
  })
  @ApiCreatedResponse({ type: CreatedReconciliationLinkDto })
  @ApiErrors(SCREENING_ERRORS.LINK_NEEDS_SIGN_IN, SCREENING_ERRORS.NO_SUCH_LIST)
  async create(
    @CurrentActor() actor: Actor,
    @Body() { hours, listIds, casework }: CreateReconciliationLinkDto,
  ): Promise<CreatedReconciliationLinkDto> {
    const scope = { listIds: listIds ?? null, casework: casework ?? false };
    const { link, token } = await this.links.create(actor, hours, scope);
    return { ...ReconciliationLinkDto.from(link), url: addressOf(this.runtime.config, token) };
  }

  @Get()
  @Allow('reconciliation_link.read')
  @ApiOperation({ summary: 'My links, newest first; their addresses were shown once' })
  @ApiOkResponse({ type: ReconciliationLinkPageDto })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<ReconciliationLinkPageDto> {
    const page = await this.links.list(actor, pageLimit(query), query.cursor);
    return { items: page.items.map((link) => ReconciliationLinkDto.from(link)), nextCursor: page.nextCursor };
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('reconciliation_link.revoke')
  @ApiOperation({ summary: 'Take a link back; it ends at once' })
  @ApiNoContentResponse()
  @ApiErrors()
  revoke(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    return this.links.revoke(actor, id);
  }
}
