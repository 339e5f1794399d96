import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/context/actor';
import { ApiErrors } from '../../platform/http/api-errors.decorator';
import { IdPipe } from '../../platform/http/id.pipe';
import { PageQuery, pageLimit } from '../../platform/http/page.dto';
import { Allow, CurrentActor } from '../access';
import { AuditService } from './audit.service';
import { AuditEntryDto, AuditEntryPageDto, AuditHeadDto, AuditVerificationDto } from './dto/audit.dto';
import { ReceiptDto } from './dto/receipt.dto';
import { ReceiptsService } from './receipts.service';

@ApiTags('audit')
@Controller('v1')
export class AuditController {
  constructor(
    private readonly audit: AuditService,
    private readonly receipts: ReceiptsService,
  ) {}

  @Get('audit/entries')
  @Allow('audit.read')
  @ApiOperation({ summary: 'Read the audit log, newest first' })
  @ApiOkResponse({ type: AuditEntryPageDto })
  @ApiErrors()
  async entries(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<AuditEntryPageDto> {
    const page = await this.audit.entries(actor, pageLimit(query), query.cursor);
    return { items: page.items.map((row) => AuditEntryDto.from(row)), nextCursor: page.nextCursor };
  }

  @Get('audit/heads')
  @Allow('audit.read')
  @ApiOperation({ summary: 'The newest signed head of each log' })
  @ApiOkResponse({ type: [AuditHeadDto] })
  @ApiErrors()
  async heads(@CurrentActor() actor: Actor): Promise<AuditHeadDto[]> {
    return (await this.audit.heads(actor)).map((row) => AuditHeadDto.from(row));
  }

  @Post('audit/verifications')
  @HttpCode(200)
  @Allow('audit.read')
  @ApiOperation({ summary: 'Recompute every hash of the logs and check the signatures' })
  @ApiOkResponse({ type: AuditVerificationDto })
  @ApiErrors()
  async verify(@CurrentActor() actor: Actor): Promise<AuditVerificationDto> {
    return AuditVerificationDto.from(await this.audit.verify(actor));
  }

  @Get('receipts/:id')
  @Allow('receipt.read')
  @ApiOperation({ summary: 'A receipt, with its position and proof once it has one' })
  @ApiOkResponse({ type: ReceiptDto })
  @ApiErrors()
  async receipt(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<ReceiptDto> {
    return ReceiptDto.from(await this.receipts.find(actor, id));
  }
}
