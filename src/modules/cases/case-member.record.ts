import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('case_members')
export class CaseMemberRow {
  @PrimaryColumn('bigint', { name: 'record_key' })
  recordKey: number;
  @PrimaryColumn('bigint', { name: 'member_key' })
  memberKey: number;
  @Column('text')
  reason: string;
  @Column('int', { name: 'added_by' })
  addedBy: number;
}
