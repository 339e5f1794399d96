/** How somebody hears of a kind: in the inbox alone, there and by e-mail at once, there and in the next digest, or not at all. */
export const CHANNELS = ['INBOX', 'EMAIL', 'DIGEST', 'OFF'] as const;
export type Channel = (typeof CHANNELS)[number];

export const LANGUAGES = ['en', 'fr', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

export const DIGESTS = ['DAILY', 'WEEKLY'] as const;
export type DigestEvery = (typeof DIGESTS)[number];
