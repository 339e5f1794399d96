/** The version of a column map by which a file was read. */
export interface AppliedMap {
  readonly id: string;
  readonly version: number;
}

/** Kept with the manifest and part of its key: the same file read by another map is another reading. Empty: read as it is. */
export const readingText = (map: AppliedMap | null): string =>
  map ? `column map ${map.id} version ${map.version}` : '';

export function appliedMap(reading: string): AppliedMap | null {
  const [, id, version] = /^column map ([0-9a-f-]{36}) version (\d+)$/.exec(reading) ?? [];
  return id === undefined ? null : { id, version: Number(version) };
}
