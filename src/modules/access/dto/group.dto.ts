import { ArrayMaxSize, ArrayUnique, IsArray, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import type { GroupRow } from '../administration/administration.types';
import { OrganisationRef } from './organisation.dto';

export class CreateGroupDto {
  /** @example "WINDWARD-PASSAGE" */
  @IsString()
  @Matches(/^[A-Z][A-Z0-9-]{1,29}$/, { message: 'code must be 2 to 30 capital letters, digits or hyphens' })
  code: string;

  /** @example "Customs services around the Windward Passage" */
  @IsString()
  @Matches(/\S/, { message: 'label must not be blank' })
  @MaxLength(200)
  label: string;

  /** @example ["01900000-0000-7000-8000-000000000010"] */
  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  memberOrganisationIds: string[];
}

export class GroupResponse {
  /**
   * The audience to release to.
   * @example "01900000-0000-7000-8000-000000000030"
   */
  id: string;

  /** @example "WINDWARD-PASSAGE" */
  code: string;

  /** @example "Customs services around the Windward Passage" */
  label: string;

  members: OrganisationRef[];

  /** @example "2026-11-22T09:00:00.000Z" */
  createdAt: string;

  static from(row: GroupRow): GroupResponse {
    const { id, code, label, members } = row;
    return { id, code, label, members: members ?? [], createdAt: row.created_at.toISOString() };
  }
}

export class GroupPage {
  items: GroupResponse[];

  /**
   * Null on the last page.
   * @example "bWFjLi4uMTc5NTM0MDgwMDAwMDAwMCAwMTkwMDAwMC0wMDAwLTcwMDA"
   */
  nextCursor: string | null;
}
