import { ApiProperty } from '@nestjs/swagger';
import type { ScreeningHit } from '../../screening';
import {
  SCREENING_RUN_STATUSES,
  type ScreenedAgainst,
  type ScreeningRun,
  type ScreeningRunStatus,
} from '../screening/manifest-screening.types';
import type { NewestRun } from '../screening/manifest-screenings.service';
import type { PartyHitShown } from '../screening/party-hits.service';

export class ScreenedAgainstDto {
  @ApiProperty({ format: 'uuid' })
  listId: string;
  /** @example "UN_SC" */
  list: string;
  /** @example "Consolidated List" */
  title: string;
  /** Number of the version. */
  version: number;
  /** Bills of the run that were screened against it: fewer than all if the list changed in between. */
  bills: number;

  static from({ id, code, title, version, bills }: ScreenedAgainst): ScreenedAgainstDto {
    return { listId: id, list: code, title, version, bills };
  }
}

export class PartyScreeningRunDto {
  /** Of the runs over this manifest, from 1. */
  number: number;
  /** NOT_SCREENED: for some parties or all of them no list was live, or their bill was not seen: that nothing was found says nothing. */
  @ApiProperty({ enum: SCREENING_RUN_STATUSES })
  status: ScreeningRunStatus;
  /**
   * Bills that are done.
   * @example 1500
   */
  done: number;
  /**
   * Bills of the file.
   * @example 34000
   */
  of: number;
  /** Bills above the clearance of whoever asked for the run: nobody on them was screened. */
  unseen: number;
  /** Only bills that differ from the version before: the others were screened with it, against the same lists. */
  onlyChanged: boolean;
  /** Parties looked at, on each bill anew: consignors, consignees, notify parties that name somebody. */
  parties: number;
  /** Different names on the manifest; null until the run has ended. */
  @ApiProperty({ type: Number, nullable: true })
  distinctNames: number | null;
  /** Parties for whom at least one list was live. */
  screened: number;
  /** Parties with a hit. */
  hits: number;
  /** Parties with a hit on bills that were not screened again. */
  hitsBefore: number;
  /** What it was screened against. Empty: nobody was screened. */
  lists: ScreenedAgainstDto[];
  /** Why it failed. */
  @ApiProperty({ type: String, nullable: true })
  fault: string | null;
  @ApiProperty({ format: 'date-time' })
  requestedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  startedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finishedAt: string | null;

  static from(run: ScreeningRun): PartyScreeningRunDto {
    return {
      number: run.number,
      status: run.status,
      done: run.bills_done,
      of: run.bills_present,
      unseen: run.bills_unseen,
      onlyChanged: run.only_changed,
      parties: run.parties,
      distinctNames: run.names,
      screened: run.screened,
      hits: run.hits,
      hitsBefore: run.hits_before,
      lists: run.lists.map((list) => ScreenedAgainstDto.from(list)),
      fault: run.fault,
      requestedAt: run.requested_at.toISOString(),
      startedAt: run.started_at?.toISOString() ?? null,
      finishedAt: run.finished_at?.toISOString() ?? null,
    };
  }
}

export class ManifestScreeningDto {
  /** The newest run; null if there was none, which is not the same as no hit. */
  @ApiProperty({ type: PartyScreeningRunDto, nullable: true })
  run: PartyScreeningRunDto | null;

  static from(run: NewestRun): ManifestScreeningDto {
    return { run: run && PartyScreeningRunDto.from(run) };
  }
}

export class ListedNameDto {
  @ApiProperty({ format: 'uuid' })
  listId: string;
  /** @example "UN_SC" */
  list: string;
  /** Number of the version that was live. */
  listVersion: number;
  @ApiProperty({ format: 'uuid' })
  entryId: string;
  /** @example "HTi.001" */
  reference: string;
  /** @example "JIMMY CHERIZIER" */
  name: string;
  /** 0 to 1. */
  score: number;
  /** What was compared and what it counted. */
  @ApiProperty({ type: [String] })
  why: string[];

  static from({ listRef, why, ...hit }: ScreeningHit): ListedNameDto {
    return { ...hit, reference: listRef, why: [...why] };
  }
}

/** A party of a bill that resembles somebody listed. A question for a person, not an answer. */
export class PartyHitDto {
  @ApiProperty({ format: 'uuid' })
  shipmentId: string;
  /** @example "HT-AGD-SHP-2026-000001" */
  reference: string;
  @ApiProperty({ type: String, nullable: true, example: 'RNDCAP024W001' })
  billReference: string | null;
  /** @example "/parties/1" */
  pointer: string;
  /** @example "CONSIGNEE" */
  role: string;
  name: string;
  /** The best five, best first. */
  hits: ListedNameDto[];
  @ApiProperty({ format: 'date-time' })
  foundAt: string;

  static from({ record, bill_reference, seq, role, name, hits, found_at }: PartyHitShown): PartyHitDto {
    return {
      shipmentId: record.id,
      reference: record.reference,
      billReference: bill_reference,
      pointer: `/parties/${seq}`,
      role,
      name,
      hits: hits.map((hit) => ListedNameDto.from(hit)),
      foundAt: found_at.toISOString(),
    };
  }
}

export class PartyHitPageDto {
  items: PartyHitDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
