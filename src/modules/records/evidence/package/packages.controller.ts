import { Controller, Get, Param, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from '../../../../platform/context/actor';
import { ApiErrors } from '../../../../platform/http/api-errors.decorator';
import { contentDispositionOf } from '../../../../platform/http/file-headers';
import { IdPipe } from '../../../../platform/http/id.pipe';
import { Allow, CurrentActor } from '../../../access';
import { PackagesService } from './packages.service';

@ApiTags('records')
@Controller('v1')
export class PackagesController {
  constructor(private readonly packages: PackagesService) {}

  @Get('records/:id/package')
  @Allow('record.package')
  @ApiOperation({
    summary: 'A record with its evidence as one file that standard tools verify (BagIt, RFC 8493)',
    description:
      'A ZIP of a bag: `data/record.json` as its own GET shows it to you, the attachments byte for byte, for your own records the receipts, and the SHA-256 of each file. It is written while you read it.',
  })
  @ApiProduces('application/zip')
  @ApiOkResponse({ content: { 'application/zip': { schema: { type: 'string', format: 'binary' } } } })
  @ApiErrors()
  async open(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { name, bag } = await this.packages.open(actor, id);
    response.once('close', () => bag.abort(new Error('the reader went away')));
    const file = new StreamableFile(bag.content, { type: 'application/zip', disposition: contentDispositionOf(name) });
    // Ended in order, half an archive would look like a whole answer.
    return file.setErrorHandler(() => void response.destroy());
  }
}
