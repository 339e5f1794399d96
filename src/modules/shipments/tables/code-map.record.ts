import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OfficeCode } from './office-code.types';

/** What an organisation has written down of the codes of one customs office, in one field. Versions are appended. */
@Entity('code_map_versions')
export class CodeMapVersionRow {
  @PrimaryColumn('int', { name: 'owner_id' })
  ownerId: number;
  @PrimaryColumn('text', { name: 'customs_office' })
  customsOffice: string;
  @PrimaryColumn('text')
  field: string;
  @PrimaryColumn('int')
  version: number;
  @Column('jsonb')
  rows: readonly OfficeCode[];
  @Column('int', { name: 'saved_by' })
  savedBy: number;
}
