/** Secrets travel in addresses where a program cannot send headers (newToken in access/secrets.ts gives all of them this prefix). */
const SECRET = /lambi_[a-z]+_/i;
/** Behind this stands a secret, whatever it looks like. */
const SECRET_FOLLOWS = 'reconciliation';

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** An address as it may be logged: without its query, in which a search term may stand, and without any secret. */
export const loggedPath = (url: string): string =>
  url
    .split('?')[0]!
    .split('/')
    .map((segment, at, all) => {
      const isSecret = decoded(all[at - 1] ?? '').toLowerCase() === SECRET_FOLLOWS || SECRET.test(decoded(segment));
      return isSecret ? '[redacted]' : segment;
    })
    .join('/');
