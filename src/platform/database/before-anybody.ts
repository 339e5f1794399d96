import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { statement } from './prepared';

/**
 * Statements outside a unit of work, for the few questions asked before anybody is known (whose token is this?) or on nobody's behalf
 * (which releases have ended?). The connection has no actor and sees no table at all: what it may do is call functions made for it.
 */
@Injectable()
export class BeforeAnybody {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  async query<Row>(text: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const { rows } = await this.pool.query(statement(text, parameters));
    return rows as Row[];
  }

  /** The pool of the units of work themselves: its limits hold for both. */
  private get pool(): Pool {
    return (this.source.driver as unknown as { master: Pool }).master;
  }
}
