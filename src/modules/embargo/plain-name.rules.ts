/** A name as it is compared with another: without case, accents, dots, apostrophes and repeated spaces; empty if that leaves nothing. */
export const plainName = (name: string | null | undefined): string =>
  (name ?? '')
    .normalize('NFKD')
    .replace(/\p{M}|[.'’]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();

/** What is empty is nobody's name, and so not the same. */
export const sameName = (one: string | null | undefined, other: string | null | undefined): boolean =>
  plainName(one) !== '' && plainName(one) === plainName(other);
