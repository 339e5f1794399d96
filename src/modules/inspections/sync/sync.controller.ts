import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { fileTypeOf } from '../../../platform/http/file-headers';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import { IdPipe } from '../../../platform/http/id.pipe';
import { pageLimit } from '../../../platform/http/page.dto';
import { Allow, CurrentActor } from '../../access';
import { RECORD } from '../../records';
import { BundleAnswersService } from './bundle-answers.service';
import { ConflictsService } from './conflicts.service';
import { DeliveriesService } from './deliveries.service';
import {
  DeliveryDto,
  ListConflictsQuery,
  SubmissionConflictDetailDto,
  SubmissionConflictPageDto,
} from './dto/delivery.dto';
import { BundleAnswerEndDto, BundleLineDto, BundleVerdictDto } from './dto/sync.dto';

const NDJSON = 'application/x-ndjson';

@ApiTags('sync')
@ApiExtraModels(BundleLineDto, BundleVerdictDto, BundleAnswerEndDto)
@Controller('v1')
export class SyncController {
  constructor(
    private readonly answers: BundleAnswersService,
    private readonly deliveries: DeliveriesService,
    private readonly conflicts: ConflictsService,
  ) {}

  @Post('sync/inspections')
  @HttpCode(200)
  @Allow('inspection.submit')
  @ApiOperation({
    summary: 'Send a bundle of inspections made offline, one JSON object a line, and get a verdict for each',
    description:
      'Body: lines of `BundleLineDto`, up to 5,000 lines, 1.25 MiB each, 128 MiB in all. Answer: one `BundleVerdictDto` for each line, in order and as soon as it is stored (read it while you send), then one `BundleAnswerEndDto`; ' +
      'an answer without that last line broke off. Each line is stored by itself, by the rules of POST /v1/inspections. Its clientRef and the hash of its content take the place of an Idempotency-Key: ' +
      'sending a bundle again, in part, in another order or cut anywhere changes nothing, and gives the same receipts. `npx lambi-bundle` in the repository makes, checks and sends bundles (docs/sync.md).',
  })
  @ApiConsumes(NDJSON)
  @ApiProduces(NDJSON)
  @ApiBody({ schema: { $ref: getSchemaPath(BundleLineDto) } })
  @ApiOkResponse({
    description: 'Lines of verdicts, and a summary',
    content: {
      [NDJSON]: {
        schema: { oneOf: [BundleVerdictDto, BundleAnswerEndDto].map((line) => ({ $ref: getSchemaPath(line) })) },
      },
    },
  })
  @ApiErrors(REQUEST_ERRORS.UNSUPPORTED_MEDIA_TYPE)
  async send(@CurrentActor() actor: Actor, @Req() request: Request, @Res() response: Response): Promise<void> {
    fileTypeOf(request, [NDJSON]);
    await this.answers.answer(actor, request, response);
  }

  @Get('sync/conflicts')
  @Allow('inspection.read')
  @ApiOperation({
    summary: 'What your organisation sent under a clientRef that stands for another content, the newest first',
  })
  @ApiOkResponse({ type: SubmissionConflictPageDto })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor, @Query() query: ListConflictsQuery): Promise<SubmissionConflictPageDto> {
    return SubmissionConflictPageDto.of(await this.conflicts.list(actor, pageLimit(query), query.cursor));
  }

  @Get('sync/conflicts/:id')
  @Allow('inspection.read')
  @ApiOperation({ summary: 'One of them, exactly as it was sent' })
  @ApiOkResponse({ type: SubmissionConflictDetailDto })
  @ApiErrors()
  async read(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SubmissionConflictDetailDto> {
    return SubmissionConflictDetailDto.of(await this.conflicts.read(actor, id));
  }

  @Get('inspections/:id/delivery')
  @Allow('inspection.read')
  @ApiOperation({
    summary: 'How an inspection of yours came: hash, receipt, device, clocks, and the photos still to come',
  })
  @ApiOkResponse({ type: DeliveryDto })
  @ApiErrors(RECORD.NOT_THE_OWNER)
  async delivery(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<DeliveryDto> {
    return DeliveryDto.of(await this.deliveries.read(actor, id));
  }
}
