import { ApiProperty } from '@nestjs/swagger';
import { ROLES, type Role } from '../roles';
import { AudienceResponse } from './audience.dto';
import { OrganisationRef } from './organisation.dto';

/** Who this is and what they reach. */
export class UserAccessResponse {
  /** @example "01900000-0000-7000-8000-000000000101" */
  id: string;

  /** @example "Marie Liaison" */
  displayName: string;

  /** @example "marie.liaison@agd.example" */
  email: string;

  organisation: OrganisationRef;

  @ApiProperty({ enum: ROLES, isArray: true, example: ['member_state_liaison'] })
  roles: Role[];

  /** @example ["inspection.submit", "release.create"] */
  actions: string[];

  /**
   * Highest classification level readable; -1 reads no casework at all.
   * @example 1
   */
  clearance: number;

  /** What is released to one of these reaches the user, up to the clearance. */
  audiences: AudienceResponse[];

  /** @example false */
  disabled: boolean;

  /** @example "Marie Liaison (AGD) reads casework up to CONFIDENTIAL that AGD owns or that was released to AGD, HT." */
  sentence: string;
}

export class AccessOverviewPage {
  items: UserAccessResponse[];

  /**
   * Null on the last page.
   * @example "bWFjLi4uMTc5NTM0MDgwMDAwMDAwMCAwMTkwMDAwMC0wMDAwLTcwMDA"
   */
  nextCursor: string | null;
}

export class RoleGrantsResponse {
  @ApiProperty({ enum: ROLES, example: 'panel_expert' })
  role: Role;

  /** @example "Panel expert" */
  title: string;

  /** @example "Searches what was released to the Panel, links records into cases, asks States (para 8)." */
  description: string;

  /**
   * Can users of this role read casework rows at all?
   * @example true
   */
  readsCasework: boolean;

  /** @example ["record.read", "case.open"] */
  actions: string[];
}

export class AccessMatrixResponse {
  /**
   * Every action there is.
   * @example ["account.read", "case.open"]
   */
  actions: string[];

  roles: RoleGrantsResponse[];
}
