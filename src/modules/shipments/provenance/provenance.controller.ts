import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { IdPipe } from '../../../platform/http/id.pipe';
import { Allow, CurrentActor } from '../../access';
import { ProvenanceDto } from '../dto/provenance.dto';
import { ProvenanceService } from './provenance.service';

@ApiTags('shipments')
@Controller('v1/shipments')
export class ProvenanceController {
  constructor(private readonly service: ProvenanceService) {}

  @Get(':id/provenance')
  @Allow('shipment.read')
  @ApiOperation({
    summary: 'From which file, line and element every value of a bill came',
    description:
      'For a court: each value with the element of the message it was read from, the hash of the file, and whether it was corrected since.',
  })
  @ApiOkResponse({ type: ProvenanceDto })
  @ApiErrors()
  async provenance(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<ProvenanceDto> {
    return ProvenanceDto.of(await this.service.of(actor, id));
  }
}
