import { ApiProperty } from '@nestjs/swagger';
import { ReceiptDto } from '../../../audit';
import { RECORD_KINDS, type RecordKind } from '../../record.types';
import { type Departure, DEPARTURES, type DepartureHow, RECALL_ACTS, type RecallAct } from '../recall.types';
import type { RecallReaderView, RecallView, StatementView } from '../recalls.repository';

/** In the place of a record that your organisation had seen and sees no longer. */
export class DepartureDto {
  /** WITHDRAWN by its originator, or ENDED as agreed when it was released. */
  @ApiProperty({ enum: DEPARTURES })
  how: DepartureHow;
  /** @example "DO-DGA-INS-2026-000001" */
  reference: string;
  /** Code of the originator. */
  organisation: string;
  @ApiProperty({ format: 'date-time' })
  at: string;
  /** What the originator says of it. */
  @ApiProperty({ type: String, nullable: true })
  because: string | null;

  static from({ how, reference, organisation, at, because }: Departure): DepartureDto {
    return { how, reference, organisation, at: at.toISOString(), because };
  }
}

export class RecallStatementDto {
  statement: string;
  @ApiProperty({ type: Number, nullable: true })
  copies: number | null;
  @ApiProperty({ format: 'date-time' })
  at: string;

  static from({ statement, copies, at }: StatementView): RecallStatementDto {
    return { statement, copies, at: new Date(at).toISOString() };
  }
}

export class RecallReaderDto {
  /** Code of an organisation that was told. */
  organisation: string;
  /** READ: the log has that it read the record. REACHED: the record was UNCLASSIFIED, whose reads are in no log. */
  @ApiProperty({ enum: ['READ', 'REACHED'] })
  basis: 'READ' | 'REACHED';
  /** Has it said what became of its copies? */
  confirmed: boolean;
  statements: RecallStatementDto[];

  static from({ organisation, basis, statements }: RecallReaderView): RecallReaderDto {
    return {
      organisation,
      basis: basis === 'REACHED' ? 'REACHED' : 'READ',
      confirmed: statements.length > 0,
      statements: statements.map((one) => RecallStatementDto.from(one)),
    };
  }
}

/** The terms that hold since a narrowing. */
export class NarrowedTermsDto {
  purpose: string;
  mayForward: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  expiresAt: string | null;
}

export class RecallDto {
  id: string;
  @ApiProperty({ enum: RECALL_ACTS })
  act: RecallAct;
  @ApiProperty({ format: 'uuid' })
  recordId: string;
  @ApiProperty({ enum: RECORD_KINDS })
  kind: RecordKind;
  /** @example "DO-DGA-INS-2026-000001" */
  reference: string;
  /** Code of the originator. */
  owner: string;
  @ApiProperty({ format: 'date-time' })
  at: string;
  @ApiProperty({ type: String, nullable: true })
  because: string | null;
  /** Does the originator ask that copies be destroyed? */
  destroyCopies: boolean;
  /** Of a narrowing. */
  @ApiProperty({ type: NarrowedTermsDto, nullable: true })
  terms: NarrowedTermsDto | null;
  /** What your organisation said became of its copies, in order: the first confirms, later ones add. */
  statements: RecallStatementDto[];
  /** To the originator: who was told and what they said. Null to anybody else. */
  @ApiProperty({ type: [RecallReaderDto], nullable: true })
  readers: RecallReaderDto[] | null;

  static from(view: RecallView): RecallDto {
    return {
      id: view.id,
      act: view.act,
      recordId: view.record_id,
      kind: view.kind,
      reference: view.reference,
      owner: view.owner,
      at: view.at.toISOString(),
      because: view.because,
      destroyCopies: view.destroy_copies,
      terms: view.terms,
      statements: view.statements.map((one) => RecallStatementDto.from(one)),
      readers: view.readers && view.readers.map((one) => RecallReaderDto.from(one)),
    };
  }
}

export class RecallPageDto {
  items: RecallDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class RecallMadeDto extends RecallDto {
  receipt: ReceiptDto;
}
