import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { COMMON } from '../../../../kernel/common.errors';
import type { Actor } from '../../../../platform/context/actor';
import { ApiErrors } from '../../../../platform/http/api-errors.decorator';
import { Allow, CurrentActor } from '../../../access';
import { RECORD } from '../../records.errors';
import { CreateReleaseDto } from '../../releases/dto/release.dto';
import { ReleasePreviewDto } from '../dto/preview.dto';
import { PreviewService } from './preview.service';

@ApiTags('handling')
@Controller('v1/releases/preview')
export class PreviewController {
  constructor(private readonly preview: PreviewService) {}

  @Post()
  @HttpCode(200)
  @Allow('release.preview')
  @ApiOperation({
    summary: 'Exactly who will see which fields of which records, before it is released',
    description: 'The body is that of POST /v1/releases. Nothing is written and nobody hears of it.',
  })
  @ApiOkResponse({ type: ReleasePreviewDto })
  @ApiErrors(COMMON.NOT_FOUND, RECORD.NOT_THE_OWNER, RECORD.RELEASE_EXPIRED)
  async of(
    @CurrentActor() actor: Actor,
    @Body() { recordIds, ...terms }: CreateReleaseDto,
  ): Promise<ReleasePreviewDto> {
    return ReleasePreviewDto.from(await this.preview.of(actor, recordIds, terms));
  }
}
