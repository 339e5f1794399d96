import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
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
import { COMMENT } from './comments.errors';
import { CommentsService } from './comments.service';
import {
  AcceptedCommentDto,
  CommentDto,
  CommentPageDto,
  CommentVersionDto,
  CommentVersionsDto,
  EditCommentDto,
  NewCommentDto,
} from './dto/comment.dto';

@ApiTags('comments')
@Controller('v1')
export class CommentsController {
  constructor(private readonly comments: CommentsService) {}

  @Post('records/:id/comments')
  @Allow('comment.create')
  @ApiOperation({
    summary: 'Comment on a record you can see',
    description:
      'Read by your organisation alone unless `audience` gives it to the record’s owner or its readers. It is no part of the record, and is hidden from everybody who no longer sees the record, your organisation included.',
  })
  @ApiSubmission()
  @ApiCreatedResponse({ type: AcceptedCommentDto })
  @ApiErrors()
  async add(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() command: NewCommentDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AcceptedCommentDto> {
    const { view, receipt, replayed } = await this.comments.add(actor, id, command, submissionOf(request));
    created(response, `/v1/comments/${view.id}`, view.version, replayed);
    return { ...CommentDto.from(view), receipt: ReceiptDto.from(receipt) };
  }

  @Get('records/:id/comments')
  @Allow('comment.read')
  @ApiOperation({ summary: 'Comments on a record, from the first: those of your organisation, and those given to it' })
  @ApiOkResponse({ type: CommentPageDto })
  @ApiErrors()
  async list(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
  ): Promise<CommentPageDto> {
    const { items, nextCursor } = await this.comments.list(actor, id, pageLimit(query), query.cursor);
    return { items: items.map((comment) => CommentDto.from(comment)), nextCursor };
  }

  @Get('comments/:id')
  @Allow('comment.read')
  @ApiOperation({ summary: 'One comment' })
  @ApiOkResponse({ type: CommentDto })
  @ApiErrors()
  async read(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommentDto> {
    const comment = await this.comments.read(actor, id);
    response.setHeader('ETag', etagOf(comment.version));
    return CommentDto.from(comment);
  }

  @Get('comments/:id/versions')
  @Allow('comment.read')
  @ApiOperation({
    summary: 'What a comment of your organisation said before; of others, what it says now',
    description: 'Nothing once it is withdrawn.',
  })
  @ApiOkResponse({ type: CommentVersionsDto })
  @ApiErrors()
  async versions(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<CommentVersionsDto> {
    return { items: (await this.comments.versions(actor, id)).map((version) => CommentVersionDto.from(version)) };
  }

  @Patch('comments/:id')
  @Allow('comment.update')
  @ApiOperation({ summary: 'Edit a comment of your own; it is shown as edited, and what it said before is kept' })
  @ApiChange()
  @ApiOkResponse({ type: CommentDto })
  @ApiErrors(COMMON.VERSION_MISMATCH, COMMON.VERSION_REQUIRED, COMMENT.NOT_THE_AUTHOR, COMMENT.WITHDRAWN)
  async edit(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() command: EditCommentDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommentDto> {
    const comment = await this.comments.edit(actor, id, ifMatch, command);
    response.setHeader('ETag', etagOf(comment.version));
    return CommentDto.from(comment);
  }

  @Delete('comments/:id')
  @HttpCode(200)
  @Allow('comment.update')
  @ApiOperation({
    summary: 'Withdraw a comment of your organisation',
    description: 'Its words are shown to nobody from then on; its place in the thread stays.',
  })
  @ApiOkResponse({ type: CommentDto })
  @ApiErrors(COMMENT.NOT_THE_AUTHOR, COMMENT.WITHDRAWN)
  async withdraw(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<CommentDto> {
    return CommentDto.from(await this.comments.withdraw(actor, id));
  }
}
