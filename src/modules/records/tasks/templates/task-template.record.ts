import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A set of tasks under a name; the same name again is its next version. */
@Entity('task_templates')
export class TaskTemplateRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('text')
  name: string;
  @Column('int')
  version: number;
  @Column('text', { name: 'record_kind' })
  recordKind: string;
  @Column('text', { nullable: true })
  label: string | null;
  @Column('jsonb')
  tasks: object;
  @Column('int', { name: 'created_by' })
  createdBy: number;
}
