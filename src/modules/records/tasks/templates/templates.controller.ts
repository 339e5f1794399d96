import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { COMMON } from '../../../../kernel/common.errors';
import type { Actor } from '../../../../platform/context/actor';
import { ApiErrors } from '../../../../platform/http/api-errors.decorator';
import { ApiSubmission } from '../../../../platform/http/api-headers.decorator';
import { IdPipe } from '../../../../platform/http/id.pipe';
import { pageLimit } from '../../../../platform/http/page.dto';
import { created, submissionOf } from '../../../../platform/http/submission';
import { Allow, CurrentActor } from '../../../access';
import { ReceiptDto } from '../../../audit';
import { TaskDto } from '../dto/task.dto';
import { NewTasks } from '../new-tasks.service';
import { TASK } from '../tasks.errors';
import {
  AcceptedTaskTemplateDto,
  AppliedTaskTemplateDto,
  ApplyTaskTemplateDto,
  ListTaskTemplatesQuery,
  NewTaskTemplateDto,
  TaskTemplateDto,
  TaskTemplatePageDto,
} from './dto/task-template.dto';
import { Templates } from './templates.service';

@ApiTags('tasks')
@Controller('v1')
export class TemplatesController {
  constructor(
    private readonly templates: Templates,
    private readonly tasks: NewTasks,
  ) {}

  @Post('task-templates')
  @Allow('task_template.create')
  @ApiOperation({
    summary: 'Write down what your organisation does each time: tasks with their days',
    description: 'Your organisation’s own. The same name again makes the next version; earlier ones are kept.',
  })
  @ApiSubmission()
  @ApiCreatedResponse({ type: AcceptedTaskTemplateDto })
  @ApiErrors(COMMON.CONFLICT)
  async add(
    @CurrentActor() actor: Actor,
    @Body() command: NewTaskTemplateDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AcceptedTaskTemplateDto> {
    const { view, receipt, replayed } = await this.templates.add(actor, command, submissionOf(request));
    created(response, `/v1/task-templates/${view.id}`, view.version, replayed);
    return { ...TaskTemplateDto.from(view), receipt: ReceiptDto.from(receipt) };
  }

  @Get('task-templates')
  @Allow('task_template.read')
  @ApiOperation({ summary: 'Templates of your organisation in their newest versions, the one written last first' })
  @ApiOkResponse({ type: TaskTemplatePageDto })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor, @Query() query: ListTaskTemplatesQuery): Promise<TaskTemplatePageDto> {
    const page = await this.templates.list(actor, query.recordKind, pageLimit(query), query.cursor);
    return { items: page.items.map((template) => TaskTemplateDto.from(template)), nextCursor: page.nextCursor };
  }

  @Get('task-templates/:id')
  @Allow('task_template.read')
  @ApiOperation({ summary: 'One version of a template' })
  @ApiOkResponse({ type: TaskTemplateDto })
  @ApiErrors()
  async read(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<TaskTemplateDto> {
    return TaskTemplateDto.from(await this.templates.read(actor, id));
  }

  @Post('records/:id/tasks/from-template')
  @Allow('task.create')
  @ApiOperation({ summary: 'Make the tasks of a template for a record you can see, all together' })
  @ApiSubmission()
  @ApiCreatedResponse({ type: AppliedTaskTemplateDto })
  @ApiErrors(TASK.TEMPLATE_UNKNOWN, TASK.TEMPLATE_NOT_FITTING, TASK.ASSIGNEE_UNKNOWN)
  async apply(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() command: ApplyTaskTemplateDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AppliedTaskTemplateDto> {
    const { view, receipt, replayed } = await this.tasks.apply(actor, id, command, submissionOf(request));
    response.setHeader('Location', `/v1/records/${id}/tasks`);
    if (replayed) response.setHeader('Idempotency-Replayed', 'true');
    return { tasks: view.map((task) => TaskDto.from(task)), receipt: ReceiptDto.from(receipt) };
  }
}
