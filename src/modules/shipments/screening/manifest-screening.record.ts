import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One run over the parties of a manifest, as it is asked for. What becomes of it is written by the run. */
@Entity('manifest_screenings')
export class ManifestScreeningRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('uuid', { name: 'manifest_id' })
  manifestId: string;
  /** From 1, of the manifest. */
  @Column('int')
  number: number;
  @Column('text')
  status: string;
  @Column('int', { name: 'bills_present' })
  billsPresent: number;
  @Column('boolean', { name: 'only_changed' })
  onlyChanged: boolean;
  @Column('int', { name: 'requested_by' })
  requestedBy: number;
}
