import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../access';
import { ListAgeDto, LiveDto, ReadyDto } from './dto/operations.dto';
import { Readiness } from './readiness';

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('live')
  @Public('a load balancer asks, and learns nothing')
  @ApiOperation({ summary: 'Is the process alive?' })
  @ApiOkResponse({ type: LiveDto })
  live(): LiveDto {
    return { status: 'ok' };
  }

  @Get('ready')
  @Public('a load balancer asks, and learns which part is missing and how old the published lists are')
  @ApiOperation({ summary: 'Should this replica get requests?' })
  @ApiOkResponse({ type: ReadyDto })
  @ApiServiceUnavailableResponse({ type: ReadyDto })
  async ready(@Res({ passthrough: true }) response: Response): Promise<ReadyDto> {
    const { ready, checks, watchlists } = await this.readiness.check();
    response.status(ready ? 200 : 503);
    const ages = watchlists.map((list) => ListAgeDto.from(list, Date.now()));
    return { status: ready ? 'ok' : 'unavailable', checks, details: { watchlists: ages } };
  }
}
