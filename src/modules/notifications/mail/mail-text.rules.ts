import type { NoticeKind } from '../../records';
import type { Language } from '../channel.types';
import { KIND_WORDS, MAIL_WORDS } from './mail-words.cases';

/** What of a notification goes into an e-mail: no name, no number, no subject of casework, for mail is read by others on its way. */
export interface MailedNotification {
  readonly kind: NoticeKind;
  readonly recordId: string | null;
}

const MOST_LISTED = 100;

/**
 * Subject and plain text of one e-mail.
 *
 * @param base address of this API without a slash at its end
 */
export function composeMail(
  told: readonly MailedNotification[],
  language: Language,
  base: string,
): { subject: string; text: string } {
  const words = MAIL_WORDS[language];
  const nameOf = ({ kind }: MailedNotification): string => KIND_WORDS[language][kind];
  const linkOf = ({ recordId }: MailedNotification): string =>
    recordId === null ? `${base}/v1/notifications` : `${base}/v1/records/${recordId}`;
  const lines = told.slice(0, MOST_LISTED).map((one) => `${nameOf(one)}\n${linkOf(one)}`);
  if (told.length > MOST_LISTED) lines.push(words.more(told.length - MOST_LISTED));
  const subject = told.length === 1 ? nameOf(told[0]!) : words.digest(told.length);
  return {
    subject: `Lambi: ${subject}`,
    text: `${[...lines, `${words.foot}\n${base}/v1/notification-preferences`].join('\n\n')}\n`,
  };
}

/** One plain address and nothing else: what could end a header, name a second recipient or reach into the server's routing is refused. */
export const isPlainAddress = (address: string): boolean =>
  address.length <= 254 &&
  /^[A-Za-z0-9.!#$&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*$/.test(
    address,
  );
