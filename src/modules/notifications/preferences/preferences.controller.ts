import { Body, Controller, Get, Headers, Put, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { COMMON } from '../../../kernel/common.errors';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { ApiChange } from '../../../platform/http/api-headers.decorator';
import { etagOf } from '../../../platform/http/etag';
import { Allow, CurrentActor } from '../../access';
import { ChoosePreferencesDto, PreferencesDto } from '../dto/preferences.dto';
import { NOTIFICATION_ERRORS } from '../notifications.errors';
import { type Preferences, PreferencesService } from './preferences.service';

@ApiTags('notifications')
@Controller('v1/notification-preferences')
export class PreferencesController {
  constructor(private readonly preferences: PreferencesService) {}

  @Get()
  @Allow('notification.read')
  @ApiOperation({
    summary: 'How I hear of what',
    description: 'What holds, chosen or not. Unless chosen, language and time zone are those of your State.',
  })
  @ApiOkResponse({ type: PreferencesDto })
  @ApiErrors()
  async read(@CurrentActor() actor: Actor, @Res({ passthrough: true }) response: Response): Promise<PreferencesDto> {
    return shown(await this.preferences.of(actor), response);
  }

  @Put()
  @Allow('notification.update')
  @ApiOperation({
    summary: 'Choose how I hear of what, in place of all chosen before',
    description:
      'A kind that is not named keeps its default. Quiet hours hold e-mails back until they end, but for a recall and a request to open a source. A recall and such a request cannot be off.',
  })
  @ApiChange()
  @ApiOkResponse({ type: PreferencesDto })
  @ApiErrors(COMMON.VERSION_REQUIRED, COMMON.VERSION_MISMATCH, NOTIFICATION_ERRORS.PREFERENCES_REFUSED)
  async choose(
    @CurrentActor() actor: Actor,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() command: ChoosePreferencesDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PreferencesDto> {
    return shown(await this.preferences.choose(actor, ifMatch, ChoosePreferencesDto.chosen(command)), response);
  }
}

function shown(preferences: Preferences, response: Response): PreferencesDto {
  response.setHeader('ETag', etagOf(preferences.version));
  return PreferencesDto.from(preferences);
}
