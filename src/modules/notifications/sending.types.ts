/** Jobs of this module; the migration lists them too. */
export const DISPATCH = 'notifications.dispatch';
export const MAIL = 'notifications.mail';
export const DIGEST = 'notifications.digest';
export const DELIVER_WEBHOOK = 'notifications.deliver_webhook';

/** Keys, and who it is for: nothing that a look into the queue would give away. */
export interface DispatchPayload {
  readonly noticeId: string;
}
export interface DigestPayload {
  readonly organisationKey: number;
  readonly userKey: number;
  /** Find the time of the next digest; absent when that time has come. */
  readonly plan?: true;
}
export interface MailPayload {
  readonly organisationKey: number;
  readonly userKey: number;
  readonly mailId: string;
}
export interface DeliverPayload {
  readonly organisationKey: number;
  readonly deliveryId: string;
}
