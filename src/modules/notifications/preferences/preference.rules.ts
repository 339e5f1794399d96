import { all, allow, refuse, type Verdict } from '../../../kernel/verdict';
import { mayBeOff } from '../channel.rules';
import type { Channel, Language } from '../channel.types';
import type { NoticeKind } from '../../records';
import { isTimeZone } from './local-time.rules';

/** States whose administration writes French or Spanish, of those around Haiti and of those that supply it. Others get English. */
const FRENCH = ['HT', 'FR', 'BE', 'LU', 'MC', 'SN', 'BJ', 'TD'];
const SPANISH = [
  'DO',
  'CU',
  'CO',
  'VE',
  'PA',
  'MX',
  'ES',
  'AR',
  'BO',
  'CL',
  'CR',
  'EC',
  'GT',
  'HN',
  'NI',
  'PE',
  'PY',
  'SV',
  'UY',
];

/** Of a user who has chosen none. */
export function languageOf(state: string | null): Language {
  if (state !== null && FRENCH.includes(state)) return 'fr';
  return state !== null && SPANISH.includes(state) ? 'es' : 'en';
}

/** Where a State keeps one clock that one, by the CLDR data that comes with the program; else UTC. */
export function zoneOf(state: string | null): string {
  if (state === null) return 'UTC';
  const locale = new Intl.Locale(`und-${state}`) as Intl.Locale & { readonly timeZones?: readonly string[] };
  const zones = locale.timeZones ?? [];
  return zones.length === 1 ? zones[0]! : 'UTC';
}

interface WantedPreferences {
  readonly timeZone: string | null;
  readonly quietFrom: number | null;
  readonly quietUntil: number | null;
  readonly channels: readonly { readonly kind: NoticeKind; readonly channel: Channel }[];
}

export function mayPrefer({ timeZone, quietFrom, quietUntil, channels }: WantedPreferences): Verdict {
  const silenced = channels.filter(({ kind, channel }) => channel === 'OFF' && !mayBeOff(kind));
  const kinds = channels.map(({ kind }) => kind);
  return all(
    timeZone === null || isTimeZone(timeZone)
      ? allow
      : refuse('UNKNOWN_TIME_ZONE', 'The time zone is a name of the IANA database, such as America/Port-au-Prince'),
    quietFrom !== null && quietFrom === quietUntil
      ? refuse('QUIET_HOURS_WITHOUT_END', 'Quiet hours begin and end at different times')
      : allow,
    new Set(kinds).size < kinds.length ? refuse('KIND_TWICE', 'Each kind is named once') : allow,
    ...silenced.map(({ kind }) => refuse('CANNOT_BE_OFF', `${kind} cannot be turned off`, { kind })),
  );
}
