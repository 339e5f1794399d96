import { Controller, Get, Headers, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { contentDispositionOf } from '../../../platform/http/file-headers';
import { Allow } from '../../access';
import { TemplateQuery } from '../dto/table-trial.dto';
import { csvTemplate, xlsxTemplate } from './template.factory';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const file = { schema: { type: 'string', format: 'binary' } };

@ApiTags('tables')
@Controller('v1/manifest-templates')
export class TemplatesController {
  @Get('bill-of-lading')
  @Allow('column_map.read')
  @ApiOperation({
    summary: 'A table to fill in, as CSV or XLSX',
    description:
      'One row is one bill of lading, container and goods line. The second row is an invented example to write over. ' +
      'The workbook has a second sheet that explains each column. Sent to POST /v1/manifests it needs no column map.',
  })
  @ApiProduces('text/csv', XLSX)
  @ApiOkResponse({ content: { 'text/csv': file, [XLSX]: file } })
  @ApiErrors()
  async template(@Query() query: TemplateQuery, @Headers('accept') accept = ''): Promise<StreamableFile> {
    const profile = query.profile ?? 'BILL_OF_LADING';
    const format = query.format ?? (accept.includes(XLSX) ? 'xlsx' : 'csv');
    const content = format === 'xlsx' ? await xlsxTemplate(profile) : csvTemplate(profile);
    return new StreamableFile(content, {
      type: format === 'xlsx' ? XLSX : 'text/csv; charset=utf-8',
      disposition: contentDispositionOf(`lambi-${profile.toLowerCase().replaceAll('_', '-')}.${format}`),
      length: content.length,
    });
  }
}
