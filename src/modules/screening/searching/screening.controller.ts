import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { Allow, CurrentActor } from '../../access';
import { AlgorithmsDto, AnswerDto, ScreenDto, ScreenedDto, ScreenedListDto } from '../dto/screening.dto';
import { describe } from '../matching/match.rules';
import { SCREENING_ERRORS } from '../screening.errors';
import { ScreeningService } from './screening.service';

@ApiTags('screening')
@Controller('v1/screening')
export class ScreeningController {
  constructor(private readonly service: ScreeningService) {}

  @Post('match')
  @HttpCode(200)
  @Allow('screening.run')
  @ApiOperation({
    summary: 'Who on the lists, or in what is recorded, could this be?',
    description:
      'Up to 100 parties at once, against the lists you can see and, if asked, entities and parties of bills you can see. Each hit says which value met which and what it counted; ' +
      'near misses say what kept them below the threshold. A hit is a question for a person, not an answer. Names go in the body and never in an address.',
  })
  @ApiOkResponse({ type: ScreenedDto })
  @ApiErrors(SCREENING_ERRORS.UNKNOWN_WEIGHT, SCREENING_ERRORS.NO_SUCH_LIST)
  async match(@CurrentActor() actor: Actor, @Body() command: ScreenDto): Promise<ScreenedDto> {
    const { lists, answers, threshold } = await this.service.match(actor, command);
    return {
      algorithm: describe().name,
      threshold,
      lists: lists.map((list) => ScreenedListDto.from(list)),
      answers: answers.map((answer) => AnswerDto.from(answer)),
    };
  }

  @Get('algorithms')
  @Allow('screening.run')
  @ApiOperation({ summary: 'How names are compared: features, their points, the threshold' })
  @ApiOkResponse({ type: AlgorithmsDto })
  @ApiErrors()
  algorithms(): AlgorithmsDto {
    return AlgorithmsDto.of(describe());
  }
}
