import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../../../platform/context/actor';
import { ApiErrors } from '../../../../platform/http/api-errors.decorator';
import { ApiSubmission } from '../../../../platform/http/api-headers.decorator';
import { REQUEST_ERRORS } from '../../../../platform/http/http.errors';
import { formatOf } from '../../../../platform/http/file-headers';
import { IdPipe } from '../../../../platform/http/id.pipe';
import { submissionOf } from '../../../../platform/http/submission';
import { Allow, CurrentActor } from '../../../access';
import { ReceiptDto } from '../../../audit';
import { RECORD } from '../../../records';
import { ImportItemsQuery, ItemImportDto, ReceivedItemImportDto } from '../../dto/item-import.dto';
import { INSPECTION } from '../../inspections.errors';
import type { ItemFileFormat } from './item-import.types';
import { ItemImports } from './item-imports.service';
import { ItemReader } from './item-reader.service';

const FORMATS: Readonly<Record<string, ItemFileFormat>> = {
  'text/csv': 'CSV',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
  'application/x-ndjson': 'NDJSON',
};

@ApiTags('inspections')
@Controller('v1')
export class ItemImportsController {
  constructor(
    private readonly reader: ItemReader,
    private readonly imports: ItemImports,
  ) {}

  @Post('inspections/:id/items/imports')
  @Allow('inspection.update')
  @ApiOperation({
    summary: 'Add found items by a list: CSV, XLSX or JSON lines, the file itself is the body',
    description:
      'Columns are the fields of an item (category, quantity, type, make, model, calibre, serial, ...), in English, French or Spanish; a FIREARM without a quantity is one. ' +
      'Up to 16 MB and 5,000 lines. Every line has a verdict: what is no item is rejected with its faults and kept, and the rest is added.',
  })
  @ApiConsumes(...Object.keys(FORMATS))
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiSubmission()
  @ApiCreatedResponse({ type: ReceivedItemImportDto })
  @ApiErrors(
    RECORD.NOT_THE_OWNER,
    INSPECTION.NOT_ALLOWED_NOW,
    INSPECTION.NOT_A_LIST,
    REQUEST_ERRORS.BODY_TOO_LARGE,
    REQUEST_ERRORS.UNSUPPORTED_MEDIA_TYPE,
  )
  async receive(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() { stated }: ImportItemsQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ReceivedItemImportDto> {
    const format = formatOf(request, FORMATS);
    const file = await this.reader.read(request, format);
    const command = { format, file, stated: stated === undefined ? null : Number(stated) };
    const { view, receipt, replayed } = await this.imports.receive(actor, id, command, submissionOf(request));
    response.setHeader('Location', `/v1/item-imports/${view.id}`);
    if (replayed) response.setHeader('Idempotency-Replayed', 'true');
    return { ...ItemImportDto.of(view), receipt: ReceiptDto.from(receipt) };
  }

  @Get('item-imports/:id')
  @Allow('inspection.update')
  @ApiOperation({ summary: 'What became of each line of a list of your organisation' })
  @ApiOkResponse({ type: ItemImportDto })
  @ApiErrors()
  async read(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<ItemImportDto> {
    return ItemImportDto.of(await this.imports.read(actor, id));
  }
}
