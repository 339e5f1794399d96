import { Controller, Get, Headers, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from '../../../../platform/context/actor';
import { ApiErrors } from '../../../../platform/http/api-errors.decorator';
import { contentDispositionOf } from '../../../../platform/http/file-headers';
import { IdPipe } from '../../../../platform/http/id.pipe';
import { Allow, CurrentActor } from '../../../access';
import { DocumentQuery } from '../dto/report.dto';
import type { DocumentFormat } from '../reporting.types';
import { preferredLanguage } from './accept-language.rules';
import { DocumentsService } from './documents.service';

const TYPES: Readonly<Record<DocumentFormat, string>> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
const binary = { schema: { type: 'string', format: 'binary' } } as const;

@ApiTags('inspection reports')
@Controller('v1/inspection-reports')
export class DocumentsController {
  constructor(private readonly service: DocumentsService) {}

  @Get(':id/document')
  @Allow('inspection_report.read')
  @ApiOperation({
    summary: 'A report as PDF or XLSX, in English, French or Spanish',
    description:
      'Each page bears the classification and a code by which anybody who holds it can ask whether it is genuine. The same report gives the same bytes.',
  })
  @ApiHeader({ name: 'Accept-Language', required: false, example: 'fr' })
  @ApiProduces(...Object.values(TYPES))
  @ApiOkResponse({ content: Object.fromEntries(Object.values(TYPES).map((type) => [type, binary])) })
  @ApiErrors()
  async document(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() { format, lang }: DocumentQuery,
    @Headers('accept-language') accepted: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const drawn = await this.service.draw(actor, id, format, lang ?? preferredLanguage(accepted));
    response.setHeader('Content-Digest', `sha-256=:${drawn.sha256.toString('base64')}:`);
    response.setHeader('Content-Language', drawn.language);
    return new StreamableFile(drawn.content, {
      type: TYPES[format],
      disposition: contentDispositionOf(drawn.fileName),
      length: drawn.content.length,
    });
  }
}
