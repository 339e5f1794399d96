/** What an inspection says: its fields by name and its items by place, without what only its organisation sees. */
export interface InspectionContent {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly items: readonly ({ readonly seq: number } & Readonly<Record<string, unknown>>)[];
}

/** One difference between two versions. A side that is absent said nothing. */
export interface ContentChange {
  /** JSON pointer: `/placeName`, `/items/3`. */
  readonly pointer: string;
  readonly before?: unknown;
  readonly after?: unknown;
}
