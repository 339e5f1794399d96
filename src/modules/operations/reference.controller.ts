import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ApiErrors } from '../../platform/http/api-errors.decorator';
import { Allow, CurrentActor } from '../access';
import { type ClassificationDto, type CountryDto, type PortDto, ReferenceDto } from './dto/operations.dto';

@ApiTags('reference')
@Controller('v1/reference')
export class ReferenceController {
  constructor(private readonly uow: UnitOfWork) {}

  @Get()
  @Allow('reference.read')
  @ApiOperation({ summary: 'Countries, ports of the region, and classification levels, for choosing from' })
  @ApiOkResponse({ type: ReferenceDto })
  @ApiErrors()
  tables(@CurrentActor() actor: Actor): Promise<ReferenceDto> {
    return this.uow.read(actor, async () => {
      const [countries, ports, classifications] = await Promise.all([
        this.uow.query<CountryDto>(
          'SELECT code, alpha3, name_en AS "nameEn", name_fr AS "nameFr", name_es AS "nameEs" FROM countries ORDER BY code',
        ),
        this.uow.query<PortDto>('SELECT locode, name, country FROM ports ORDER BY locode'),
        this.uow.query<ClassificationDto>('SELECT level, code, description FROM classifications ORDER BY level'),
      ]);
      return { countries, ports, classifications };
    });
  }
}
