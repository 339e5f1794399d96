import { Controller, Get, Headers, Param, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../platform/context/actor';
import { ApiErrors } from '../../platform/http/api-errors.decorator';
import { ApiUpload } from '../../platform/http/api-headers.decorator';
import { contentDispositionOf, digestFrom } from '../../platform/http/file-headers';
import { REQUEST_ERRORS } from '../../platform/http/http.errors';
import { IdPipe } from '../../platform/http/id.pipe';
import { Allow, CurrentActor } from '../access';
import { ReceiptDto, ReceiptsService } from '../audit';
import { AttachmentsService } from './attachments.service';
import { AttachedDto, AttachmentDto, AttachQuery } from './dto/attachment.dto';
import { RECORD } from './records.errors';

@ApiTags('records')
@Controller('v1')
export class AttachmentsController {
  constructor(
    private readonly attachments: AttachmentsService,
    private readonly receipts: ReceiptsService,
  ) {}

  @Post('records/:id/attachments')
  @Allow('attachment.create')
  @ApiOperation({ summary: 'Attach evidence: the file itself is the body' })
  @ApiUpload('application/octet-stream')
  @ApiCreatedResponse({ type: AttachedDto })
  @ApiErrors(RECORD.NOT_THE_OWNER, RECORD.DIGEST_MISMATCH, REQUEST_ERRORS.BODY_TOO_LARGE)
  async attach(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: AttachQuery,
    @Headers('content-digest') digest: string | undefined,
    @Req() request: Request,
  ): Promise<AttachedDto> {
    const { attachment, leaf } = await this.attachments.attach(actor, id, {
      fileName: query.fileName,
      description: query.description ?? null,
      declaredType: request.headers['content-type'] ?? 'application/octet-stream',
      announced: digestFrom(digest),
      content: request,
    });
    return { ...AttachmentDto.from(attachment), receipt: ReceiptDto.from(this.receipts.of(actor, leaf)) };
  }

  @Get('records/:id/attachments')
  @Allow('attachment.read')
  @ApiOperation({ summary: 'The evidence attached to a record' })
  @ApiOkResponse({ type: [AttachmentDto] })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<AttachmentDto[]> {
    return (await this.attachments.list(actor, id)).map((row) => AttachmentDto.from(row));
  }

  @Get('attachments/:id/content')
  @Allow('attachment.read')
  @ApiOperation({ summary: 'Download a piece of evidence, byte for byte' })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } })
  @ApiErrors()
  async download(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { attachment, content } = await this.attachments.open(actor, id);
    response.setHeader('Content-Digest', `sha-256=:${attachment.sha256.toString('base64')}:`);
    return new StreamableFile(content, {
      type: 'application/octet-stream', // never the declared type: a hostile file is not to be rendered
      disposition: contentDispositionOf(attachment.file_name),
      length: attachment.size,
    });
  }
}
