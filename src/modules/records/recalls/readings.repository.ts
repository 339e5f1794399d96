import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work';

export interface ReaderRow {
  readonly organisation: string;
  readonly people: number;
  readonly times: number;
  readonly first_at: Date;
  readonly last_at: Date;
}

export interface WayRow {
  readonly organisation: string;
  readonly version: number;
  readonly action: string;
  readonly alone: boolean;
  readonly times: number;
  readonly first_at: Date;
  readonly last_at: Date;
}

/** The index over the log's reads (migration 28): the owner of a record sees those of it. */
@Injectable()
export class ReadingsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async unlogged(recordKey: number): Promise<boolean> {
    const [row] = await this.uow.query<{ unlogged: boolean }>(
      `SELECT r.classification = 0 OR EXISTS (SELECT 1 FROM record_versions v WHERE v.record_key = r.key
          AND (v.state ->> 'classification')::int = 0) AS unlogged FROM records r WHERE r.key = $1`,
      [recordKey],
    );
    return row!.unlogged;
  }

  readers(recordKey: number): Promise<ReaderRow[]> {
    return this.uow.query(
      `SELECT o.code AS organisation, count(DISTINCT g.person)::int AS people, count(*)::int AS times, min(g.at) AS first_at, max(g.at) AS last_at
         FROM readings g JOIN organisations o ON o.key = g.organisation_key WHERE g.record_key = $1 GROUP BY o.code ORDER BY o.code`,
      [recordKey],
    );
  }

  ways(recordKey: number): Promise<WayRow[]> {
    return this.uow.query(
      `SELECT o.code AS organisation, g.version, g.action, g.alone, count(*)::int AS times, min(g.at) AS first_at, max(g.at) AS last_at
         FROM readings g JOIN organisations o ON o.key = g.organisation_key WHERE g.record_key = $1
        GROUP BY o.code, g.version, g.action, g.alone ORDER BY o.code, g.version, g.action, g.alone`,
      [recordKey],
    );
  }
}
