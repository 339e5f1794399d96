import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One use of an identifier in a record: the text as written, the keys it is compared by, and where in the record it stands. */
@Entity('identifiers')
export class IdentifierRow {
  @PrimaryColumn('bigint', { name: 'record_key' })
  recordKey: number;
  @PrimaryColumn('int')
  seq: number;
  @Column('text')
  kind: string;
  @Column('text')
  raw: string;
  @Column('text')
  norm: string;
  @Column('text', { nullable: true })
  folded: string | null;
  @Column('text', { array: true })
  flags: string[];
  /** JSON pointer into the record as the API shows it. */
  @Column('text')
  pointer: string;
  @Column('int', { name: 'statement_seq', nullable: true })
  statementSeq: number | null;
}
