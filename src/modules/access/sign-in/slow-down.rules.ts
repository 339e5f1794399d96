/** What failures are counted by. Each has its own patience: behind one address there may be a whole office. */
export type SubjectKind = 'email' | 'user' | 'address';

const FREE_FAILURES: Readonly<Record<SubjectKind, number>> = { email: 5, user: 5, address: 20 };
const LONGEST_PAUSE_SECONDS = 42;

/** Seconds that must pass after the last failure: none at first, then doubling, never more than 42, so nobody is locked out for ever. */
export function pauseAfter(kind: SubjectKind, failures: number): number {
  const beyond = failures - FREE_FAILURES[kind];
  return beyond < 0 ? 0 : Math.min(LONGEST_PAUSE_SECONDS, 2 ** Math.min(beyond, 10));
}

/** Whole seconds still to wait, 0 if none. A clock that runs behind the database's never asks for more than the pause itself. */
export function secondsToWait(kind: SubjectKind, failures: number, lastAt: Date, now: Date): number {
  const pause = pauseAfter(kind, failures);
  const left = Math.ceil(pause - (now.getTime() - lastAt.getTime()) / 1000);
  return Math.min(pause, Math.max(0, left));
}

/** What stands for a client's address: IPv4 as it is, IPv6 by its first 64 bits, as one customer commands them all. */
export function networkOf(address: string): string {
  if (address.includes('.')) return address.slice(address.lastIndexOf(':') + 1);
  const [head = '', tail = ''] = address.toLowerCase().split('::');
  const front = head.split(':').filter(Boolean);
  const back = tail.split(':').filter(Boolean);
  const zeros = address.includes('::') ? Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0') : [];
  return [...front, ...zeros, ...back].slice(0, 4).join(':');
}
