import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../../../platform/context/actor';
import { ApiErrors } from '../../../../platform/http/api-errors.decorator';
import { ApiSubmission } from '../../../../platform/http/api-headers.decorator';
import { IdPipe } from '../../../../platform/http/id.pipe';
import { submissionOf } from '../../../../platform/http/submission';
import { Allow, CurrentActor } from '../../../access';
import { ReceiptDto } from '../../../audit';
import { RECORD } from '../../records.errors';
import { ReleasedDto, ReleaseDto } from '../../releases/dto/release.dto';
import { ForwardDto } from '../dto/forward.dto';
import { HANDLING } from '../handling.errors';
import { OnwardReleases } from './onward-releases.service';

@ApiTags('handling')
@Controller('v1/records/:id/onward-releases')
export class OnwardReleasesController {
  constructor(private readonly onward: OnwardReleases) {}

  @Post()
  @Allow('release.forward')
  @ApiOperation({
    summary: 'Pass on what another organisation released to you with leave to pass it on',
    description: `The release is the originator's: it keeps the purpose and adds your reason, ends no later than yours, gives no leave to pass it on
      further, and falls when yours falls. Without leave the answer is 403 HANDLING.CONSENT_NEEDED: ask with POST /v1/consent-requests.`,
  })
  @ApiSubmission()
  @ApiCreatedResponse({ type: ReleasedDto })
  @ApiErrors(HANDLING.CONSENT_NEEDED, HANDLING.OWN_RECORD, HANDLING.WIDER_THAN_GIVEN, RECORD.RELEASE_EXPIRED)
  async forward(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() command: ForwardDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ReleasedDto> {
    const { view, receipt, replayed } = await this.onward.forward(actor, id, command, submissionOf(request));
    if (replayed) response.setHeader('Idempotency-Replayed', 'true');
    return { releases: view.map((row) => ReleaseDto.from(row)), receipt: ReceiptDto.from(receipt) };
  }
}
