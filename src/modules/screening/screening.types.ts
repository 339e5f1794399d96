/** Invariant: "not screened" and "screened, nothing found" are different answers. Nobody may show the first as the second. */

/** Dependency token of the one screening there is. */
export const SCREENING = Symbol('party screening');

export interface ScreenedParty {
  readonly name: string;
  readonly address: string | null;
  readonly role: string;
}

/** A list that was searched, in the version that was live. */
export interface SearchedList {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly version: number;
}

/** A listed name a party resembles. */
export interface ScreeningHit {
  readonly listId: string;
  /** Code of the list, such as UN_SC. */
  readonly list: string;
  /** Number of the version that was live. */
  readonly listVersion: number;
  readonly entryId: string;
  /** Reference of the list entry, such as HTi.001. */
  readonly listRef: string;
  readonly name: string;
  /** 0 to 1. */
  readonly score: number;
  /** Sentences: what was compared and what agreed. */
  readonly why: readonly string[];
}

/** One list of hits for each party, in the order asked; or that no screening was done. */
export type ScreeningAnswer = readonly (readonly ScreeningHit[])[] | 'NOT_AVAILABLE';

export interface PartyScreening {
  /** @param onDate yyyy-MM-dd: a listing counts if it was in force on that day; null asks for the lists as they stand now */
  screen(parties: readonly ScreenedParty[], onDate: string | null): Promise<ScreeningAnswer>;
}
