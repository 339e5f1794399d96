import { Body, Controller, Get, Headers, Put, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { COMMON } from '../../../kernel/common.errors';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { ApiChange } from '../../../platform/http/api-headers.decorator';
import { etagOf } from '../../../platform/http/etag';
import { Allow, CurrentActor } from '../../access';
import { CodeMapDto, CodeMapsDto, CodeMapsQuery, SaveCodeMapDto } from '../dto/code-map.dto';
import { CodeMapsService } from './code-maps.service';
import { TABLES } from './tables.errors';

@ApiTags('tables')
@Controller('v1/code-maps')
export class CodeMapsController {
  constructor(private readonly service: CodeMapsService) {}

  @Get()
  @Allow('code_map.read')
  @ApiOperation({
    summary: 'What the codes of a customs office mean: your own words and the published ones',
    description: 'Without a customs office: the offices you have written codes down for, and the published codes.',
  })
  @ApiOkResponse({ type: CodeMapsDto })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor, @Query() query: CodeMapsQuery): Promise<CodeMapsDto> {
    const { maps, offices } = await this.service.list(actor, query.customsOffice);
    return CodeMapsDto.from(query.customsOffice, maps, offices);
  }

  @Put()
  @Allow('code_map.update')
  @ApiOperation({
    summary: 'Write down what the codes of one field mean at one customs office',
    description:
      'Makes a new version; the one before is kept, and the codes on the bills stay as they were written. If-Match "v0" makes the first.',
  })
  @ApiChange()
  @ApiOkResponse({ type: CodeMapDto })
  @ApiErrors(TABLES.CODES_UNUSABLE, COMMON.VERSION_MISMATCH, COMMON.VERSION_REQUIRED)
  async save(
    @CurrentActor() actor: Actor,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: SaveCodeMapDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CodeMapDto> {
    const view = await this.service.write(actor, ifMatch, SaveCodeMapDto.command(body));
    response.setHeader('ETag', etagOf(view.version));
    return CodeMapDto.of(view);
  }
}
