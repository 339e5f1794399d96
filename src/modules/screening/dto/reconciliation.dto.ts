import { ApiProperty, getSchemaPath } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import type { Candidate, LinkView } from '../reconciliation/reconciliation.types';

const LINK_STATES = ['ACTIVE', 'EXPIRED', 'REVOKED', 'ENDED'] as const;

export class CreateReconciliationLinkDto {
  /**
   * After how many hours it ends; earlier if you sign out.
   * @example 4
   */
  @IsInt()
  @Min(1)
  @Max(12)
  hours: number;

  /** Lists to match against; all you can see unless named. */
  @ApiProperty({ type: [String], format: 'uuid', required: false })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsUUID(undefined, { each: true })
  listIds?: string[];

  /**
   * Match against what is recorded too: entities and parties of bills that you can see.
   * @example false
   */
  @IsOptional()
  @IsBoolean()
  casework?: boolean;
}

export class ReconciliationLinkDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** ENDED: the session it was made in is over. */
  @ApiProperty({ enum: LINK_STATES })
  state: (typeof LINK_STATES)[number];
  /** Null: all lists you can see. */
  @ApiProperty({ type: [String], format: 'uuid', nullable: true })
  listIds: readonly string[] | null;
  casework: boolean;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  @ApiProperty({ format: 'date-time' })
  expiresAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  revokedAt: string | null;

  static from({ id, state, listIds, casework, created_at, expires_at, revoked_at }: LinkView): ReconciliationLinkDto {
    return {
      ...{ id, state, listIds, casework },
      createdAt: created_at.toISOString(),
      expiresAt: expires_at.toISOString(),
      revokedAt: revoked_at?.toISOString() ?? null,
    };
  }
}

export class CreatedReconciliationLinkDto extends ReconciliationLinkDto {
  /**
   * Give it to OpenRefine as a standard service. Shown once; whoever has it matches names as you until it ends.
   * @example "https://lambi.un.example/v1/reconciliation/lambi_recon_Zk3nT0y1mB7q2xVw9sLr5cHd8fJg4pKa6uNeQiOoXtY"
   */
  url: string;
}

export class ReconciliationLinkPageDto {
  items: ReconciliationLinkDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class ReconciliationFormDto {
  /**
   * JSON: queries by keys of the client's own.
   * @example "{\"q0\":{\"query\":\"Jimmy Cherizier\",\"type\":\"Person\",\"limit\":3}}"
   */
  @IsOptional()
  @IsString()
  @MaxLength(1_000_000)
  queries?: string;

  /**
   * JSON: what to tell of candidates that were matched.
   * @example "{\"ids\":[\"entry:01900000-0000-7000-8000-000000000001\"],\"properties\":[{\"id\":\"birthDate\"}]}"
   */
  @IsOptional()
  @IsString()
  @MaxLength(1_000_000)
  extend?: string;
}

export class ProposeQuery {
  /** @example "Person" */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  type?: string;

  /** Accepted and not needed: there are few. */
  @IsOptional()
  @IsString()
  @MaxLength(10)
  limit?: string;
}

export class SuggestQuery {
  /** @example "Cherizier" */
  @IsOptional()
  @IsString()
  @MaxLength(400)
  prefix?: string;

  /** Accepted and not needed: there is one page. */
  @IsOptional()
  @IsString()
  @MaxLength(10)
  cursor?: string;
}

export class NamedIdDto {
  /** @example "Person" */
  id: string;
  name: string;
}

export class CandidateFeatureDto {
  /** @example "name" */
  id: string;
  /** Points of ten. */
  value: number;
}

export class CandidateDto {
  /** `entry:` and the id of a list entry, or `record:`, the id of a record and the JSON pointer of a party in it. */
  id: string;
  name: string;
  description: string;
  /** 0 to 100; from 70 on it is a hit. */
  score: number;
  /** The only hit, and clearly better than the next best. */
  match: boolean;
  type: NamedIdDto[];
  features: CandidateFeatureDto[];

  static from({ type, features, ...candidate }: Candidate): CandidateDto {
    return { ...candidate, type: [...type], features: [...features] };
  }
}

export class CandidatesDto {
  result: CandidateDto[];
}

export class ExtendedCellDto {
  str: string;
}

export class ExtensionDto {
  meta: NamedIdDto[];
  /** By identifier and property. */
  @ApiProperty({
    type: 'object',
    additionalProperties: {
      type: 'object',
      additionalProperties: { type: 'array', items: { $ref: getSchemaPath(ExtendedCellDto) } },
    },
  })
  rows: Record<string, Record<string, ExtendedCellDto[]>>;
}

export class ProposedPropertiesDto {
  /** As it was asked. */
  type: string;
  properties: NamedIdDto[];
}

export class SuggestServiceDto {
  service_url: string;
  /** @example "/suggest/entity" */
  service_path: string;
}

export class SuggestServicesDto {
  entity: SuggestServiceDto;
  property: SuggestServiceDto;
  type: SuggestServiceDto;
}

export class ExtendServicesDto {
  propose_properties: SuggestServiceDto;
  @ApiProperty({ type: [Object] })
  property_settings: object[];
}

export class ServiceManifestDto {
  versions: string[];
  /** @example "Lambi: UN_SC 3" */
  name: string;
  identifierSpace: string;
  schemaSpace: string;
  documentation: string;
  defaultTypes: NamedIdDto[];
  batchSize: number;
  suggest: SuggestServicesDto;
  extend: ExtendServicesDto;
}

export class SuggestedDto extends NamedIdDto {
  description?: string;
  notable?: NamedIdDto[];
}

export class SuggestionsDto {
  result: SuggestedDto[];
}

/** The manifest, columns about candidates, or candidates by the keys of the queries. */
export const ANSWERS = {
  oneOf: [
    { $ref: getSchemaPath(ServiceManifestDto) },
    { $ref: getSchemaPath(ExtensionDto) },
    { type: 'object', additionalProperties: { $ref: getSchemaPath(CandidatesDto) } },
  ],
};
