import { SIGNATURES } from './media-type.types';
import { UNKNOWN_TYPE } from './media-type.rules';

/** What a name ending claims, for senders that declare nothing. Only kinds that the bytes can confirm. */
const BY_ENDING: Readonly<Record<string, string>> = {
  ...{
    jpg: 'image/jpeg',
    jpeg: 'image/jpeg',
    png: 'image/png',
    gif: 'image/gif',
    webp: 'image/webp',
    bmp: 'image/bmp',
  },
  ...{
    tif: 'image/tiff',
    tiff: 'image/tiff',
    heic: 'image/heic',
    heif: 'image/heif',
    avif: 'image/avif',
    svg: 'image/svg+xml',
  },
  ...{ pdf: 'application/pdf', zip: 'application/zip', mp4: 'video/mp4', mov: 'video/quicktime', txt: 'text/plain' },
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

/** Names that mean the same kind of file, or one that is written in the other. */
const FAMILIES: readonly (readonly string[])[] = [
  ['image/jpeg', 'image/jpg', 'image/pjpeg'],
  ['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence'],
  ['image/bmp', 'image/x-ms-bmp'],
  ['video/mp4', 'video/quicktime', 'video/3gpp', 'audio/mp4', 'audio/x-m4a'],
  ['audio/wav', 'audio/x-wav', 'audio/wave'],
  ['audio/mpeg', 'audio/mp3'],
  ['audio/ogg', 'video/ogg', 'application/ogg'],
  ['video/x-matroska', 'video/webm', 'audio/webm'],
  ['application/zip', 'application/x-zip-compressed', 'application/vnd.google-earth.kmz', 'application/epub+zip'],
  ['application/gzip', 'application/x-gzip', 'application/x-tgz'],
  ['application/rtf', 'text/rtf'],
  ['application/vnd.rar', 'application/x-rar-compressed'],
  [
    'application/x-ole-storage',
    'application/msword',
    'application/vnd.ms-excel',
    'application/vnd.ms-outlook',
    'application/vnd.ms-powerpoint',
  ],
];
const WRITTEN_AS_TEXT =
  /^text\/|^application\/(.+\+)?(json|xml|x-ndjson|csv|edifact|yaml|javascript|sql)$|^message\/rfc822$/;
const CAN_BE_TOLD = new Set([
  ...SIGNATURES.map(({ type }) => type),
  ...FAMILIES.flat(),
  ...Object.values(BY_ENDING).filter((type) => !type.startsWith('text/')),
]);

/**
 * Does a file lie about its type? What is claimed (the declared type, or else the ending of the name) is compared with what its first
 * bytes say. Nothing claimed, or a claim no bytes could confirm, is no lie.
 */
export function contradicts(declared: string, fileName: string, sniffed: string): boolean {
  const claimed = claimOf(declared, fileName);
  if (claimed === undefined || claimed === sniffed) return false;
  if (FAMILIES.some((family) => family.includes(claimed) && family.includes(sniffed))) return false;
  if (sniffed === UNKNOWN_TYPE || sniffed === 'text/plain') return CAN_BE_TOLD.has(claimed);
  if (sniffed === 'application/xml') return !/[/+]xml$/.test(claimed);
  return CAN_BE_TOLD.has(sniffed) || CAN_BE_TOLD.has(claimed) || WRITTEN_AS_TEXT.test(claimed);
}

function claimOf(declared: string, fileName: string): string | undefined {
  const type = declared.split(';')[0]!.trim().toLowerCase();
  if (type !== '' && type !== UNKNOWN_TYPE && type !== 'application/offset+octet-stream') return type;
  const ending = /\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase();
  return ending !== undefined && Object.hasOwn(BY_ENDING, ending) ? BY_ENDING[ending] : undefined;
}
