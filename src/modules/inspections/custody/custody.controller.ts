import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { ApiSubmission } from '../../../platform/http/api-headers.decorator';
import { IdPipe } from '../../../platform/http/id.pipe';
import { submissionOf } from '../../../platform/http/submission';
import { Allow, CurrentActor } from '../../access';
import { ReceiptDto } from '../../audit';
import { type Accepted, RECORD } from '../../records';
import { CUSTODY } from './custody.errors';
import type { ExhibitView } from './custody.repository';
import { CustodyService } from './custody.service';
import { RecordCustodyDto, SeizeExhibitDto } from './dto/custody.dto';
import { CustodyDto, ExhibitDto, RecordedExhibitDto } from './dto/custody-view.dto';

@ApiTags('custody')
@Controller('v1')
export class CustodyController {
  constructor(private readonly custody: CustodyService) {}

  @Post('inspections/:id/exhibits')
  @Allow('inspection.record_custody')
  @ApiOperation({ summary: 'Seize found items under an exhibit number: the first link of their chain of custody' })
  @ApiSubmission()
  @ApiCreatedResponse({ type: RecordedExhibitDto })
  @ApiErrors(RECORD.NOT_THE_OWNER, CUSTODY.NUMBER_TAKEN, CUSTODY.ITEM_UNKNOWN)
  async seize(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() command: SeizeExhibitDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RecordedExhibitDto> {
    return recorded(response, await this.custody.seize(actor, id, command, submissionOf(request)));
  }

  @Get('inspections/:id/exhibits')
  @Allow('inspection.read')
  @ApiOperation({ summary: 'The exhibits of an inspection, whether their chains hold, and what is in no exhibit' })
  @ApiOkResponse({ type: CustodyDto })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<CustodyDto> {
    return CustodyDto.of(await this.custody.custodyOf(actor, id));
  }

  @Get('exhibits/:id')
  @Allow('inspection.read')
  @ApiOperation({ summary: 'One exhibit with its chain of custody' })
  @ApiOkResponse({ type: ExhibitDto })
  @ApiErrors()
  async read(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<ExhibitDto> {
    return ExhibitDto.of(await this.custody.read(actor, id));
  }

  @Post('exhibits/:id/events')
  @Allow('inspection.record_custody')
  @ApiOperation({
    summary: 'Record a hand-over, a storing, an examination or the disposal of an exhibit',
    description:
      'What is told is kept even where it breaks the chain: the answer shows the break. A wrong event is corrected by another.',
  })
  @ApiSubmission()
  @ApiCreatedResponse({ type: RecordedExhibitDto })
  @ApiErrors(RECORD.NOT_THE_OWNER, CUSTODY.EVENT_UNKNOWN)
  async record(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() command: RecordCustodyDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RecordedExhibitDto> {
    return recorded(response, await this.custody.record(actor, id, command, submissionOf(request)));
  }
}

function recorded(response: Response, { view, receipt, replayed }: Accepted<ExhibitView>): RecordedExhibitDto {
  response.setHeader('Location', `/v1/exhibits/${view.id}`);
  if (replayed) response.setHeader('Idempotency-Replayed', 'true');
  return { ...ExhibitDto.of(view), receipt: ReceiptDto.from(receipt) };
}
