import { Controller, Get, Headers, Param, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { ApiUpload } from '../../../platform/http/api-headers.decorator';
import { partAsked } from '../../../platform/http/byte-range';
import { contentDispositionOf, digestFrom, digestHeader } from '../../../platform/http/file-headers';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import { IdPipe } from '../../../platform/http/id.pipe';
import { pageLimit } from '../../../platform/http/page.dto';
import { Allow, CurrentActor } from '../../access';
import { ReceiptDto, ReceiptsService } from '../../audit';
import { RECORD } from '../records.errors';
import { AttachmentsService } from './attachments.service';
import { AttachedDto, AttachmentDto, AttachmentPageDto, AttachQuery, ListAttachmentsQuery } from './dto/attachment.dto';
import { EVIDENCE } from './evidence.errors';
import { EvidenceReader } from './evidence-reader.service';

const FILE = { schema: { type: 'string', format: 'binary' } };

@ApiTags('records')
@Controller('v1')
export class AttachmentsController {
  constructor(
    private readonly attachments: AttachmentsService,
    private readonly reader: EvidenceReader,
    private readonly receipts: ReceiptsService,
  ) {}

  @Post('records/:id/attachments')
  @Allow('attachment.create')
  @ApiOperation({ summary: 'Attach evidence: the file itself is the body' })
  @ApiUpload('application/octet-stream')
  @ApiCreatedResponse({ type: AttachedDto })
  @ApiErrors(RECORD.NOT_THE_OWNER, RECORD.DIGEST_MISMATCH, EVIDENCE.EMPTY_FILE, REQUEST_ERRORS.BODY_TOO_LARGE)
  async attach(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: AttachQuery,
    @Headers('content-digest') digest: string | undefined,
    @Req() request: Request,
  ): Promise<AttachedDto> {
    const announced = {
      fileName: query.fileName,
      description: query.description ?? null,
      declaredType: request.headers['content-type'] ?? 'application/octet-stream',
      sha256: digestFrom(digest),
    };
    const { attachment, leaf } = await this.attachments.attach(actor, id, announced, request);
    return { ...AttachmentDto.from(attachment), receipt: ReceiptDto.from(this.receipts.of(actor, leaf)) };
  }

  @Get('records/:id/attachments')
  @Allow('attachment.read')
  @ApiOperation({ summary: 'The evidence attached to a record, in the order in which it was added' })
  @ApiOkResponse({ type: AttachmentPageDto })
  @ApiErrors(REQUEST_ERRORS.CURSOR_INVALID)
  async list(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: ListAttachmentsQuery,
  ): Promise<AttachmentPageDto> {
    const { items, nextCursor } = await this.reader.list(actor, id, pageLimit(query), query.cursor);
    return { items: items.map((row) => AttachmentDto.from(row)), nextCursor };
  }

  @Get('attachments/:id/content')
  @Allow('attachment.read')
  @ApiOperation({
    summary: 'Download a piece of evidence, byte for byte',
    description:
      'A download that broke off goes on with `Range: bytes=N-` (RFC 9110, section 14); the ETag is the SHA-256.',
  })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ content: { 'application/octet-stream': FILE } })
  @ApiResponse({ status: 206, description: 'The bytes asked for', content: { 'application/octet-stream': FILE } })
  @ApiErrors(REQUEST_ERRORS.RANGE_NOT_SATISFIABLE)
  async download(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { attachment, range, content } = await this.reader.open(actor, id, ({ sha256, size }) =>
      partAsked(request, response, { etag: `"${sha256.toString('hex')}"`, size }),
    );
    // RFC 9530: of what is sent, or of the file that is sent in part.
    response.setHeader(range ? 'Repr-Digest' : 'Content-Digest', digestHeader(attachment.sha256));
    const file = new StreamableFile(content, {
      type: 'application/octet-stream', // never the declared type: a hostile file is not to be rendered
      disposition: contentDispositionOf(attachment.file_name),
      length: range ? range.end - range.start + 1 : attachment.size,
    });
    return file.setErrorHandler(() => void response.destroy()); // a download that is cut off must not look whole
  }

  @Get('attachments/:id/thumbnail')
  @Allow('attachment.read')
  @ApiOperation({
    summary: 'A small copy of an image, made by this program',
    description:
      'JPEG of at most 512 pixels a side, upright, without place, time or any other data of the original. 404 until it is made, and if none can be made.',
  })
  @ApiProduces('image/jpeg')
  @ApiOkResponse({ content: { 'image/jpeg': FILE } })
  @ApiErrors()
  async thumbnail(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { thumbnail, content } = await this.reader.openThumbnail(actor, id);
    response.setHeader('Content-Digest', digestHeader(thumbnail.sha256));
    return new StreamableFile(content, {
      type: thumbnail.media_type,
      disposition: contentDispositionOf('thumbnail.jpg'),
      length: thumbnail.size,
    });
  }
}
