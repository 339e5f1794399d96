import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { Channel, DigestEvery, Language } from '../channel.types';

export interface StoredPreferences {
  readonly version: number;
  readonly language: Language | null;
  readonly timeZone: string | null;
  readonly quietFrom: number | null;
  readonly quietUntil: number | null;
  readonly digestEvery: DigestEvery;
  readonly digestHour: number;
  readonly digestWeekday: number;
  readonly channels: Readonly<Record<string, Channel>>;
}

const COLUMNS = `version, language, time_zone AS "timeZone", quiet_from AS "quietFrom", quiet_until AS "quietUntil",
  digest_every AS "digestEvery", digest_hour AS "digestHour", digest_weekday AS "digestWeekday", channels`;

/** The acting user's own. */
@Injectable()
export class PreferencesRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async find(): Promise<StoredPreferences | undefined> {
    return (await this.uow.prepared<StoredPreferences>(`SELECT ${COLUMNS} FROM notification_preferences`))[0];
  }

  /** The State of the acting organisation; null for one that is no State's. */
  async stateOf({ organisationKey }: Actor): Promise<string | null> {
    const sql = 'SELECT state FROM organisations WHERE key = $1';
    return (await this.uow.prepared<{ state: string | null }>(sql, [organisationKey]))[0]?.state ?? null;
  }

  /** False if the version has moved on. Version 1 is the first that is stored. */
  async store({ userKey, organisationKey }: Actor, next: StoredPreferences, at: Date): Promise<boolean> {
    const values = [
      ...[next.language, next.timeZone, next.quietFrom, next.quietUntil, next.digestEvery],
      ...[next.digestHour, next.digestWeekday, JSON.stringify(next.channels), at, next.version, userKey],
    ];
    const sql =
      next.version === 1
        ? `INSERT INTO notification_preferences (language, time_zone, quiet_from, quiet_until, digest_every, digest_hour, digest_weekday,
             channels, updated_at, version, user_key, owner_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING`
        : `UPDATE notification_preferences SET language = $1, time_zone = $2, quiet_from = $3, quiet_until = $4, digest_every = $5,
             digest_hour = $6, digest_weekday = $7, channels = $8, updated_at = $9, version = $10 WHERE user_key = $11 AND version = $10 - 1`;
    return (await this.uow.execute(sql, next.version === 1 ? [...values, organisationKey] : values)) === 1;
  }
}
