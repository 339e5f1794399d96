import { Body, Controller, Delete, HttpCode, Param } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { IdPipe } from '../../../platform/http/id.pipe';
import { Allow, CurrentActor } from '../../access';
import { RECORD } from '../records.errors';
import { WithdrawReleaseDto } from '../releases/dto/release.dto';
import { FieldReleases } from './field-releases.service';

@ApiTags('handling')
@Controller('v1/field-releases')
export class FieldReleasesController {
  constructor(private readonly fields: FieldReleases) {}

  @Delete(':id')
  @HttpCode(204)
  @Allow('release.withdraw')
  @ApiOperation({ summary: 'Take a held-back field away again from an audience that it was shown to' })
  @ApiNoContentResponse()
  @ApiErrors(RECORD.NOT_THE_OWNER, RECORD.RELEASE_WITHDRAWN)
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { because }: WithdrawReleaseDto,
  ): Promise<void> {
    await this.fields.withdraw(actor, id, because);
  }
}
