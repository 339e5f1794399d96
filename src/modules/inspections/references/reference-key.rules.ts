import anyAscii from 'any-ascii';

/** How names of makes, models, calibres and types are compared: capitals and digits alone, so that 7.62 × 39 and 7,62x39 are one. */
export const referenceKey = (text: string | null | undefined): string =>
  anyAscii((text ?? '').normalize('NFKC').toUpperCase().replaceAll('×', 'X').replaceAll('Х', 'X'))
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, 120);
