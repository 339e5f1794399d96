import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type Role, readsCasework, ROLES } from '../../access';
import type { Notice } from '../../records';
import { DEFAULT_CHANNELS } from '../channel.rules';

/** What is to be done of a notice: an e-mail (mailId), a place in a person's next digest (userKey alone), a delivery (deliveryId). */
export interface PlannedSending {
  readonly organisationKey: number;
  readonly userKey: number | null;
  readonly mailId: string | null;
  readonly deliveryId: string | null;
}

const CASEWORK_ROLES = (ROLES as readonly Role[]).filter((role) => readsCasework([role]));

/** Notices cross organisations, so both statements are functions that see more than their caller, and tell it no more than keys. */
@Injectable()
export class NoticeGiving {
  constructor(private readonly uow: UnitOfWork) {}

  async give(id: string, { kind, to, recordId, about }: Notice, at: Date): Promise<void> {
    await this.uow.query('SELECT app.give_notice($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)', [
      ...[id, kind, recordId, about?.type ?? null, about?.id ?? null],
      'organisationKey' in to ? to.organisationKey : null,
      'userKey' in to ? to.userKey : null,
      'audienceKey' in to ? to.audienceKey : null,
      ...[at, CASEWORK_ROLES, JSON.stringify(DEFAULT_CHANNELS)],
    ]);
  }

  /** What is left to be done, once: a second call gives nothing. */
  dispatch(id: string, mailing: boolean, at: Date): Promise<PlannedSending[]> {
    return this.uow.query<PlannedSending>(
      `SELECT organisation_key AS "organisationKey", user_key AS "userKey", mail_id AS "mailId", delivery_id AS "deliveryId"
         FROM app.dispatch_notice($1, $2, $3, $4, $5)`,
      [id, CASEWORK_ROLES, JSON.stringify(DEFAULT_CHANNELS), mailing, at],
    );
  }
}
