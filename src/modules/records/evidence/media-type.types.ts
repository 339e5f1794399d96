export interface Signature {
  readonly type: string;
  /** Byte at which it stands; the first unless said. */
  readonly at?: number;
  readonly bytes: readonly number[];
}

const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

/** Known beginnings of files. The first that fits counts, so the longer of two stands before the shorter. */
export const SIGNATURES: readonly Signature[] = [
  { type: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
  { type: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/gif', bytes: ascii('GIF87a') },
  { type: 'image/gif', bytes: ascii('GIF89a') },
  { type: 'image/tiff', bytes: [0x49, 0x49, 0x2a, 0x00] },
  { type: 'image/tiff', bytes: [0x4d, 0x4d, 0x00, 0x2a] },
  { type: 'image/tiff', bytes: [0x49, 0x49, 0x2b, 0x00] },
  { type: 'image/tiff', bytes: [0x4d, 0x4d, 0x00, 0x2b] },
  { type: 'image/webp', at: 8, bytes: ascii('WEBP') },
  { type: 'image/vnd.adobe.photoshop', bytes: ascii('8BPS') },
  { type: 'video/x-msvideo', at: 8, bytes: ascii('AVI ') },
  { type: 'audio/wav', at: 8, bytes: ascii('WAVE') },
  { type: 'video/mp4', at: 4, bytes: ascii('ftyp') },
  { type: 'video/x-matroska', bytes: [0x1a, 0x45, 0xdf, 0xa3] },
  { type: 'audio/mpeg', bytes: ascii('ID3') },
  { type: 'audio/mpeg', bytes: [0xff, 0xfb] },
  { type: 'audio/ogg', bytes: ascii('OggS') },
  { type: 'application/pdf', bytes: ascii('%PDF-') },
  { type: 'application/rtf', bytes: ascii('{\\rtf') },
  { type: 'application/x-ole-storage', bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
  { type: 'application/zip', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { type: 'application/zip', bytes: [0x50, 0x4b, 0x05, 0x06] },
  { type: 'application/gzip', bytes: [0x1f, 0x8b] },
  { type: 'application/x-bzip2', bytes: ascii('BZh') },
  { type: 'application/x-xz', bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] },
  { type: 'application/x-7z-compressed', bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
  { type: 'application/vnd.rar', bytes: ascii('Rar!') },
  { type: 'application/x-tar', at: 257, bytes: ascii('ustar') },
  { type: 'application/vnd.microsoft.portable-executable', bytes: ascii('MZ') },
  { type: 'application/x-elf', bytes: [0x7f, 0x45, 0x4c, 0x46] },
  { type: 'application/x-mach-binary', bytes: [0xcf, 0xfa, 0xed, 0xfe] },
  { type: 'application/vnd.sqlite3', bytes: ascii('SQLite format 3') },
  { type: 'image/bmp', bytes: ascii('BM') },
];
