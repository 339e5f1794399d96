import { Controller, Delete, Get, Head, Param, Patch, Post, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import { IdPipe } from '../../../platform/http/id.pipe';
import { Allow, CurrentActor } from '../../access';
import { RECORD } from '../records.errors';
import { ApiTus, TUS_HEADERS } from './api-tus.decorator';
import { UploadDto } from './dto/upload.dto';
import { EVIDENCE } from './evidence.errors';
import { TusEndpoint } from './tus-endpoint.service';
import { bytesIn, PART_TYPE, requirePart, requireVersion, TUS_VERSION } from './tus-headers.parser';
import { announcedBy } from './upload-metadata.parser';
import { UploadProgress } from './upload-progress.service';
import { UploadsService } from './uploads.service';

@ApiTags('records')
@Controller('v1')
export class UploadsController {
  constructor(
    private readonly uploads: UploadsService,
    private readonly progress: UploadProgress,
    private readonly tus: TusEndpoint,
  ) {}

  @Post('records/:id/uploads')
  @Allow('attachment.create')
  @ApiOperation({
    summary: 'Begin an upload of evidence that may be interrupted (tus 1.0.0)',
    description:
      'For large files and bad lines: any tus client resumes it. `Upload-Metadata` has `filename`, and may have `filetype`, `description` and `sha256` (64 hexadecimal digits), each in Base64. When the last byte has come it is an attachment, under the id of the upload.',
  })
  @ApiTus()
  @ApiHeader({ name: 'Upload-Length', required: true, description: 'Bytes of the file', example: '3145728' })
  @ApiHeader({
    name: 'Upload-Metadata',
    required: true,
    description: 'What the file is',
    example: 'filename ZG9vci5qcGc=',
  })
  @ApiResponse({
    status: 201,
    description: 'Begun; Location says where',
    headers: { ...TUS_HEADERS, Location: { schema: { type: 'string' } } },
  })
  @ApiErrors(
    RECORD.NOT_THE_OWNER,
    RECORD.DIGEST_MISMATCH,
    EVIDENCE.EMPTY_FILE,
    EVIDENCE.UPLOADS_OPEN,
    REQUEST_ERRORS.BODY_TOO_LARGE,
  )
  async begin(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const upload = await this.uploads.begin(actor, id, () => {
      this.speaksTus(request, response);
      const size = bytesIn(request.headers, 'upload-length');
      return { announced: announcedBy(request.header('upload-metadata')), size };
    });
    await this.tus.handle(request, response, { actor, upload });
  }

  @Head('uploads/:id')
  @Allow('attachment.create')
  @ApiOperation({ summary: 'How far an upload is (tus 1.0.0)' })
  @ApiTus()
  @ApiOkResponse({ description: 'Upload-Offset says how far', headers: TUS_HEADERS })
  @ApiErrors()
  async offset(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const upload = await this.progress.settled(actor, id);
    this.speaksTus(request, response);
    await this.tus.handle(request, response, { actor, upload });
  }

  @Get('uploads/:id')
  @Allow('attachment.create')
  @ApiOperation({ summary: 'An upload, and what it became: the attachment with its receipt' })
  @ApiOkResponse({ type: UploadDto })
  @ApiErrors()
  read(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<UploadDto> {
    return this.progress.read(actor, id);
  }

  @Patch('uploads/:id')
  @Allow('attachment.create')
  @ApiOperation({
    summary: 'Send a part of an upload (tus 1.0.0)',
    description:
      'The last part makes it an attachment. If that answer is lost, GET the upload: it shows the same attachment and receipt.',
  })
  @ApiTus()
  @ApiHeader({ name: 'Upload-Offset', required: true, description: 'Where the part begins', example: '0' })
  @ApiConsumes(PART_TYPE)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiNoContentResponse({ description: 'Received as far as Upload-Offset says', headers: TUS_HEADERS })
  @ApiErrors(
    EVIDENCE.OFFSET_DIFFERS,
    RECORD.DIGEST_MISMATCH,
    REQUEST_ERRORS.BODY_TOO_LARGE,
    REQUEST_ERRORS.UNSUPPORTED_MEDIA_TYPE,
  )
  async part(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const upload = await this.uploads.require(actor, id);
    this.speaksTus(request, response);
    requirePart(request.headers);
    await this.tus.handle(request, response, { actor, upload });
  }

  @Delete('uploads/:id')
  @Allow('attachment.create')
  @ApiOperation({ summary: 'End an upload that is not whole, and throw away what has arrived (tus 1.0.0)' })
  @ApiTus()
  @ApiNoContentResponse({ headers: TUS_HEADERS })
  @ApiErrors(EVIDENCE.UPLOAD_STORED)
  async terminate(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const upload = await this.uploads.requireOpen(actor, id);
    this.speaksTus(request, response);
    await this.tus.handle(request, response, { actor, upload });
  }

  /** After the upload was found: until then all answers are alike. */
  private speaksTus(request: Request, response: Response): void {
    response.setHeader('Tus-Version', TUS_VERSION);
    requireVersion(request.headers);
  }
}
