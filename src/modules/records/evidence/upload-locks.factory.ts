import type { Lock, Locker } from '@tus/server';

interface Holder {
  readonly cancel: () => void | Promise<void>;
  readonly released: Promise<void>;
  release(): void;
}

/**
 * One request at a time works on an upload. Who comes next asks the holder to stop, because a client that comes back has lost its old
 * connection; the library's own locker waits for that in a loop that takes a whole core. Between replicas nothing is locked: what two of
 * them write at one place is what the same client sends twice, and the hash is taken of what is stored.
 */
export function uploadLocks(): Locker {
  const holders = new Map<string, Holder>();
  const newLock = (id: string): Lock => {
    let own: Holder | undefined;
    return {
      lock: async (signal, cancel) => {
        for (let holder = holders.get(id); holder; holder = holders.get(id)) {
          await holder.cancel();
          await Promise.race([holder.released, aborted(signal)]);
          if (signal.aborted) throw new Error('the request ended while it waited for the one before');
        }
        let release!: () => void;
        const released = new Promise<void>((resolve) => (release = resolve));
        own = { cancel, released, release };
        holders.set(id, own);
      },
      unlock: () => {
        if (own && holders.get(id) === own) holders.delete(id);
        own?.release();
        return Promise.resolve();
      },
    };
  };
  return { newLock };
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
