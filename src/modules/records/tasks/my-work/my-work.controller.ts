import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../../platform/context/actor';
import { ApiErrors } from '../../../../platform/http/api-errors.decorator';
import { pageLimit } from '../../../../platform/http/page.dto';
import { Allow, CurrentActor } from '../../../access';
import { MyWorkDto, MyWorkQueryDto } from './dto/my-work.dto';
import { MyWork } from './my-work.service';

@ApiTags('tasks')
@Controller('v1/my-work')
export class MyWorkController {
  constructor(private readonly work: MyWork) {}

  @Get()
  @Allow('task.read')
  @ApiOperation({
    summary: 'Your open tasks by the day they are due, overdue first, and how much there is',
    description: 'Only tasks about records you can see now; what was taken back is neither listed nor counted.',
  })
  @ApiOkResponse({ type: MyWorkDto })
  @ApiErrors()
  async read(@CurrentActor() actor: Actor, @Query() query: MyWorkQueryDto): Promise<MyWorkDto> {
    return MyWorkDto.from(await this.work.read(actor, query.of ?? 'ME', pageLimit(query), query.cursor));
  }
}
