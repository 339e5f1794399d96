import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What somebody says of a record; its words are in the versions. */
@Entity('comments')
export class CommentRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('text')
  audience: string;
  @Column('int', { name: 'created_by' })
  createdBy: number;
}

@Entity('comment_versions')
export class CommentVersionRow {
  @PrimaryColumn('uuid', { name: 'comment_id' })
  commentId: string;
  @PrimaryColumn('int')
  version: number;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('text')
  text: string;
  @Column('uuid', { array: true })
  mentions: string[];
  @Column('int', { name: 'created_by' })
  createdBy: number;
}
