import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';

/** argon2id is the library's default algorithm; memory in KiB (OWASP Password Storage: 19 MiB, 2 passes, 1 lane). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const AT_ONCE = 2;
const MOST_WAITING = 20;

/** The hash of a password nobody has, with the same cost: verifying against it takes as long as against a real one. */
const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$V4efJLW8dJwmMQnsm8r9vA$rggCfQ+g+XV6qx0AkA+2CYmgJXCeInmJVCC52Z5kINg';

// Two keyboards may type one letter as one code point or two: both must open the same door (NIST SP 800-63B, 3.1.1.2).
const normalised = (password: string): string => password.normalize('NFC');

/** Hashing costs 19 MiB and a core for 20 ms, so only two run at once and a flood is turned away instead of queued without end. */
@Injectable()
export class PasswordHasher {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(normalised(password), COST));
  }

  /** False for no stored hash too, after the same work. */
  async verify(stored: string | null | undefined, password: string): Promise<boolean> {
    const equal = await this.inTurn(() => verify(stored ?? NOBODYS_HASH, normalised(password)));
    return equal && Boolean(stored);
  }

  /** Throws COMMON.UNAVAILABLE if a hashing asked for now would be turned away. */
  admit(): void {
    if (this.waiting.length >= MOST_WAITING) throw new DomainError(COMMON.UNAVAILABLE, { retryAfter: 2 });
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) {
      this.admit();
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      this.running += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
