import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiExtraModels, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { RUNTIME, type Runtime } from '../../../platform/config/runtime';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { AllowByLink, CurrentActor } from '../../access';
import {
  CandidateDto,
  CandidatesDto,
  ExtendedCellDto,
  ExtensionDto,
  ANSWERS,
  ProposedPropertiesDto,
  ProposeQuery,
  ReconciliationFormDto,
  ServiceManifestDto,
  SuggestionsDto,
  SuggestQuery,
} from '../dto/reconciliation.dto';
import { SCREENING_ERRORS } from '../screening.errors';
import { Extension } from './extension.service';
import { EXTENSIONS } from './extension.types';
import { readExtension, readQueries } from './reconciliation-queries.parser';
import { Reconciliation } from './reconciliation.service';
import { manifestOf } from './service-manifest.mapping';
import { suggestedProperties, suggestedTypes } from './suggestions.rules';

type Answer = ServiceManifestDto | ExtensionDto | Record<string, CandidatesDto>;

/** Reconciliation Service API 0.2. The place of the id holds the secret of a link; nothing else says who asks. */
@ApiTags('screening')
@ApiExtraModels(ServiceManifestDto, CandidatesDto, ExtensionDto, ExtendedCellDto)
@ApiParam({ name: 'id', description: 'The secret of a reconciliation link, as it stands in its address' })
@Controller('v1/reconciliation')
export class ReconciliationController {
  constructor(
    private readonly service: Reconciliation,
    private readonly extension: Extension,
    @Inject(RUNTIME) private readonly runtime: Runtime,
  ) {}

  @Get(':id')
  @AllowByLink('screening.run')
  @ApiOperation({
    summary: 'The manifest of the reconciliation service, or answers to queries in the address',
    description: 'Queries are better sent as a form: an address is written down in many places.',
  })
  @ApiOkResponse({ schema: ANSWERS })
  @ApiErrors(SCREENING_ERRORS.NOTHING_TO_SEARCH)
  describe(
    @CurrentActor() actor: Actor,
    @Param('id') token: string,
    @Query() query: ReconciliationFormDto,
  ): Promise<Answer> {
    return this.answer(actor, token, query);
  }

  @Post(':id')
  @HttpCode(200)
  @AllowByLink('screening.run')
  @ApiOperation({
    summary: 'Match the cells of a spreadsheet: a batch of queries, as OpenRefine sends it',
    description:
      'Reconciliation Service API 0.2. Each query is answered under its own key. `match` is true only for the one hit of a query, and only if nothing comes close to it.',
  })
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiBody({ type: ReconciliationFormDto })
  @ApiOkResponse({ schema: ANSWERS })
  @ApiErrors(SCREENING_ERRORS.NOTHING_TO_SEARCH)
  ask(@CurrentActor() actor: Actor, @Param('id') token: string, @Body() form: ReconciliationFormDto): Promise<Answer> {
    return this.answer(actor, token, form);
  }

  @Get(':id/suggest/entity')
  @AllowByLink('screening.run')
  @ApiOperation({ summary: 'Listed and recorded names like the one typed; whole words, not beginnings of words' })
  @ApiOkResponse({ type: SuggestionsDto })
  @ApiErrors(SCREENING_ERRORS.NOTHING_TO_SEARCH)
  async suggestEntity(@CurrentActor() actor: Actor, @Query() { prefix }: SuggestQuery): Promise<SuggestionsDto> {
    const found = await this.service.suggest(actor, prefix ?? '');
    return {
      result: found.map(({ id, name, description, type }) => ({ id, name, description, notable: [...type] })),
    };
  }

  @Get(':id/suggest/property')
  @AllowByLink('screening.run')
  @ApiOperation({ summary: 'Properties that queries may carry' })
  @ApiOkResponse({ type: SuggestionsDto })
  @ApiErrors()
  suggestProperty(@Query() { prefix }: SuggestQuery): SuggestionsDto {
    return { result: suggestedProperties(prefix ?? '') };
  }

  @Get(':id/suggest/type')
  @AllowByLink('screening.run')
  @ApiOperation({ summary: 'Types that queries may ask for' })
  @ApiOkResponse({ type: SuggestionsDto })
  @ApiErrors()
  suggestType(@Query() { prefix }: SuggestQuery): SuggestionsDto {
    return { result: suggestedTypes(prefix ?? '') };
  }

  @Get(':id/properties')
  @AllowByLink('screening.run')
  @ApiOperation({ summary: 'Columns that can be added about what cells were matched with' })
  @ApiOkResponse({ type: ProposedPropertiesDto })
  @ApiErrors()
  properties(@Query() { type }: ProposeQuery): ProposedPropertiesDto {
    return { type: type ?? 'LegalEntity', properties: EXTENSIONS.map(({ id, name }) => ({ id, name })) };
  }

  private async answer(actor: Actor, token: string, { queries, extend }: ReconciliationFormDto): Promise<Answer> {
    if (extend !== undefined) return (await this.extension.extend(actor, readExtension(extend))) as ExtensionDto;
    if (queries === undefined) return manifestOf(this.runtime.config, token, await this.service.scope(actor));
    const asked = readQueries(queries);
    const answers = await this.service.reconcile(actor, [...asked.values()]);
    return Object.fromEntries(
      [...asked.keys()].map((key, at) => [key, { result: answers[at]!.map((each) => CandidateDto.from(each)) }]),
    );
  }
}
