import { Body, Controller, Get, Headers, HttpCode, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { COMMON } from '../../../kernel/common.errors';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { ApiChange, ApiSubmission } from '../../../platform/http/api-headers.decorator';
import { etagOf } from '../../../platform/http/etag';
import { IdPipe } from '../../../platform/http/id.pipe';
import { pageLimit, PageQuery } from '../../../platform/http/page.dto';
import { created, submissionOf } from '../../../platform/http/submission';
import { Allow, CurrentActor } from '../../access';
import { ReceiptDto } from '../../audit';
import {
  AcceptedTaskDto,
  MoveTaskDto,
  NewTaskDto,
  TaskChangeDto,
  TaskDto,
  TaskHistoryDto,
  TaskPageDto,
  UpdateTaskDto,
} from './dto/task.dto';
import { NewTasks } from './new-tasks.service';
import { TASK } from './tasks.errors';
import { TasksService } from './tasks.service';

@ApiTags('tasks')
@Controller('v1')
export class TasksController {
  constructor(
    private readonly tasks: TasksService,
    private readonly newTasks: NewTasks,
  ) {}

  @Post('records/:id/tasks')
  @Allow('task.create')
  @ApiOperation({
    summary: 'Make a task about a record you can see',
    description:
      'Your organisation’s own: nobody else learns of it, the record’s owner included. It is hidden while the record is.',
  })
  @ApiSubmission()
  @ApiCreatedResponse({ type: AcceptedTaskDto })
  @ApiErrors(TASK.ASSIGNEE_UNKNOWN)
  async add(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() command: NewTaskDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AcceptedTaskDto> {
    const { view, receipt, replayed } = await this.newTasks.add(actor, id, command, submissionOf(request));
    created(response, `/v1/tasks/${view.id}`, view.version, replayed);
    return { ...TaskDto.from(view), receipt: ReceiptDto.from(receipt) };
  }

  @Get('records/:id/tasks')
  @Allow('task.read')
  @ApiOperation({ summary: 'Tasks of your organisation about a record, in the order in which they were made' })
  @ApiOkResponse({ type: TaskPageDto })
  @ApiErrors()
  async list(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
  ): Promise<TaskPageDto> {
    const { items, nextCursor } = await this.tasks.list(actor, id, pageLimit(query), query.cursor);
    return { items: items.map((task) => TaskDto.from(task)), nextCursor };
  }

  @Get('tasks/:id')
  @Allow('task.read')
  @ApiOperation({ summary: 'One task' })
  @ApiOkResponse({ type: TaskDto })
  @ApiErrors()
  async read(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TaskDto> {
    const task = await this.tasks.read(actor, id);
    response.setHeader('ETag', etagOf(task.version));
    return TaskDto.from(task);
  }

  @Get('tasks/:id/history')
  @Allow('task.read')
  @ApiOperation({ summary: 'Every change of a task: what, who, when, with which note' })
  @ApiOkResponse({ type: TaskHistoryDto })
  @ApiErrors()
  async history(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<TaskHistoryDto> {
    return { items: (await this.tasks.history(actor, id)).map((change) => TaskChangeDto.from(change)) };
  }

  @Patch('tasks/:id')
  @Allow('task.update')
  @ApiOperation({ summary: 'Change what a task says, when it is due, and whose it is' })
  @ApiChange()
  @ApiOkResponse({ type: TaskDto })
  @ApiErrors(COMMON.VERSION_MISMATCH, COMMON.VERSION_REQUIRED, TASK.NOT_ALLOWED_NOW, TASK.ASSIGNEE_UNKNOWN)
  async update(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() command: UpdateTaskDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TaskDto> {
    const task = await this.tasks.update(actor, id, ifMatch, command);
    response.setHeader('ETag', etagOf(task.version));
    return TaskDto.from(task);
  }

  @Post('tasks/:id/transitions')
  @HttpCode(200)
  @Allow('task.update')
  @ApiOperation({
    summary: 'Start, put back, complete, cancel or reopen a task',
    description:
      'To complete, cancel or reopen one says in a note what was done or why. A mandatory task is completed, never cancelled.',
  })
  @ApiChange()
  @ApiOkResponse({ type: TaskDto })
  @ApiErrors(COMMON.VERSION_MISMATCH, COMMON.VERSION_REQUIRED, TASK.NOT_ALLOWED_NOW)
  async move(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() { event, note }: MoveTaskDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TaskDto> {
    const task = await this.tasks.move(actor, id, ifMatch, event, note);
    response.setHeader('ETag', etagOf(task.version));
    return TaskDto.from(task);
  }
}
