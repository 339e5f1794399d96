import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { versionFrom } from '../../../platform/http/etag';
import { AuditTrail } from '../../audit';
import type { NoticeKind } from '../../records';
import { channelsOf } from '../channel.rules';
import type { Channel, Language } from '../channel.types';
import { NOTIFICATION_ERRORS } from '../notifications.errors';
import type { DigestTime, QuietHours } from './local-time.rules';
import { languageOf, mayPrefer, zoneOf } from './preference.rules';
import { PreferencesRepository, type StoredPreferences } from './preferences.repository';

/** What holds for somebody, chosen or not. Version 0 is nothing chosen yet. */
export interface Preferences {
  readonly version: number;
  readonly language: Language;
  readonly timeZone: string;
  readonly quiet: QuietHours | null;
  readonly digest: DigestTime;
  readonly channels: readonly { readonly kind: NoticeKind; readonly channel: Channel }[];
}

export type ChosenPreferences = Omit<StoredPreferences, 'version' | 'channels'> & {
  readonly channels: Preferences['channels'];
};

const NOTHING_CHOSEN: StoredPreferences = {
  ...{ version: 0, language: null, timeZone: null, quietFrom: null, quietUntil: null },
  ...{ digestEvery: 'DAILY', digestHour: 7, digestWeekday: 1, channels: {} },
};

@Injectable()
export class PreferencesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: PreferencesRepository,
    private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  of(actor: Actor): Promise<Preferences> {
    return this.uow.read(actor, async () => {
      const [stored = NOTHING_CHOSEN, state] = await Promise.all([
        this.repository.find(),
        this.repository.stateOf(actor),
      ]);
      return effective(stored, state);
    });
  }

  /** In place of all that was chosen before. The log keeps each choice. */
  choose(actor: Actor, ifMatch: string | undefined, chosen: ChosenPreferences): Promise<Preferences> {
    return this.uow.write(actor, async () => {
      const before = (await this.repository.find()) ?? NOTHING_CHOSEN;
      if (versionFrom(ifMatch) !== before.version) throw new DomainError(COMMON.VERSION_MISMATCH);
      enforce(mayPrefer(chosen), NOTIFICATION_ERRORS.PREFERENCES_REFUSED);
      const channels = Object.fromEntries(chosen.channels.map(({ kind, channel }) => [kind, channel]));
      const next: StoredPreferences = { ...chosen, channels, version: before.version + 1 };
      this.audit.append({ name: 'notification_preferences.updated', facts: { ...next } });
      if (!(await this.repository.store(actor, next, this.clock.now()))) {
        throw new DomainError(COMMON.VERSION_MISMATCH);
      }
      return effective(next, await this.repository.stateOf(actor));
    });
  }
}

const effective = (stored: StoredPreferences, state: string | null): Preferences => ({
  version: stored.version,
  language: stored.language ?? languageOf(state),
  timeZone: stored.timeZone ?? zoneOf(state),
  quiet:
    stored.quietFrom === null || stored.quietUntil === null
      ? null
      : { from: stored.quietFrom, until: stored.quietUntil },
  digest: { every: stored.digestEvery, hour: stored.digestHour, weekday: stored.digestWeekday },
  channels: channelsOf(stored.channels),
});
