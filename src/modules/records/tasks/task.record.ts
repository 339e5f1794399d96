import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('tasks')
export class TaskRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('text')
  title: string;
  @Column('text', { nullable: true })
  description: string | null;
  @Column('int', { nullable: true })
  assignee: number | null;
  @Column('date', { name: 'due_on', nullable: true })
  dueOn: string | null;
  @Column('text')
  priority: string;
  @Column('boolean')
  mandatory: boolean;
  @Column('text')
  state: string;
  @Column('uuid', { name: 'template_id', nullable: true })
  templateId: string | null;
  @Column('int', { name: 'created_by' })
  createdBy: number;
}

/** One change of a task. */
@Entity('task_events')
export class TaskEventRow {
  @PrimaryColumn('uuid', { name: 'task_id' })
  taskId: string;
  @PrimaryColumn('int')
  version: number;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('text')
  event: string;
  @Column('text')
  state: string;
  @Column('text', { nullable: true })
  note: string | null;
  @Column('jsonb')
  changes: object;
  @Column('int', { name: 'by_user' })
  byUser: number;
}
