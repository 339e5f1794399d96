/*
 * The rules of sharing as a lawyer would tell them, written again without a look at the program: plain lists, no SQL, nothing derived
 * and kept. The random walk holds every answer of the program against it.
 */
export type Tri = 'yes' | 'no' | 'unsure';
const all = (...answers: readonly Tri[]): Tri =>
  answers.includes('no') ? 'no' : answers.includes('unsure') ? 'unsure' : 'yes';
const any = (...answers: readonly Tri[]): Tri =>
  answers.includes('yes') ? 'yes' : answers.includes('unsure') ? 'unsure' : 'no';

export interface Reader {
  readonly name: string;
  readonly organisation: string;
  /** Kinds of records the reader's role may never read, released or not. */
  readonly never: readonly string[];
  clearance: number;
}

export interface Shared {
  readonly id: string;
  readonly kind: string;
  readonly owner: string;
  classification: number;
}

export interface Given {
  readonly id: string;
  readonly recordId: string;
  readonly audience: string;
  /** Held-back field that was opened; undefined for the record itself. */
  readonly field?: string;
  /** Milliseconds; undefined for no end. */
  until?: number;
  mayForward: boolean;
  withdrawn: boolean;
  /** The release it was passed on under: it ends with that one. */
  readonly parent?: string;
}

/** Something that must be read by nobody but those whom `reads` lets. */
export interface Secret {
  readonly token: string;
  reads(reader: Reader): Tri;
}

/** An expiry this near may or may not have passed in the program: both answers are right. */
const NEAR_MS = 1_500;

export class SharingModel {
  readonly records = new Map<string, Shared>();
  readonly releases: Given[] = [];
  /** Members of each sharing group, by its audience. */
  readonly groups = new Map<string, Set<string>>();
  /** Fields held back of each record. */
  readonly heldBack = new Map<string, Set<string>>();
  readonly secrets: Secret[] = [];

  /** @param belongs the audiences an organisation has for good: itself, its State, its body */
  constructor(private readonly belongs: ReadonlyMap<string, readonly string[]>) {}

  /** The moment the rules are asked for, while `at` runs; else now. */
  private moment: number | undefined;

  /** What the rules said at another moment: a question that waited long may be answered as of its beginning or its end. */
  at<T>(moment: number, ask: () => T): T {
    this.moment = moment;
    try {
      return ask();
    } finally {
      this.moment = undefined;
    }
  }

  private reaches(audience: string, organisation: string): boolean {
    return (
      (this.belongs.get(organisation)?.includes(audience) ?? false) ||
      (this.groups.get(audience)?.has(organisation) ?? false)
    );
  }

  /** Is this release in force? One that was passed on is no longer than what it was passed on under. */
  inForce(release: Given): Tri {
    if (release.withdrawn) return 'no';
    const parent = release.parent && this.releases.find(({ id }) => id === release.parent);
    const left = release.until === undefined ? Infinity : release.until - (this.moment ?? Date.now());
    const own: Tri = Math.abs(left) < NEAR_MS ? 'unsure' : left > 0 ? 'yes' : 'no';
    return all(own, parent ? this.inForce(parent) : 'yes');
  }

  sees(reader: Reader, recordId: string): Tri {
    const record = this.records.get(recordId)!;
    if (record.classification > reader.clearance || reader.never.includes(record.kind)) return 'no';
    if (record.owner === reader.organisation) return 'yes';
    return this.reached(reader, recordId, undefined);
  }

  /** May the reader see this field of a record, held back or not? */
  seesField(reader: Reader, recordId: string, field: string): Tri {
    const record = this.records.get(recordId)!;
    const seen = this.sees(reader, recordId);
    if (record.owner === reader.organisation || !this.heldBack.get(recordId)?.has(field)) return seen;
    return all(seen, this.reached(reader, recordId, field));
  }

  /** The releases by which an organisation is reached and may pass on without asking. */
  forwardable(organisation: string, recordId: string): Given[] {
    return this.releases.filter(
      (release) =>
        release.recordId === recordId &&
        release.field === undefined &&
        release.mayForward &&
        this.inForce(release) === 'yes' &&
        this.reaches(release.audience, organisation),
    );
  }

  private reached(reader: Reader, recordId: string, field: string | undefined): Tri {
    const answers = this.releases
      .filter((release) => release.recordId === recordId && release.field === field)
      .map((release) => all(this.reaches(release.audience, reader.organisation) ? 'yes' : 'no', this.inForce(release)));
    return any('no', ...answers);
  }

  /** Whoever sees both: what one record says of another. */
  seesBoth(reader: Reader, one: string, other: string): Tri {
    return all(this.sees(reader, one), this.sees(reader, other));
  }

  /** Ends what is in force, from everybody or from one audience; a field comes back to nobody with the next release. */
  recall(recordId: string, audience?: string): void {
    for (const release of this.releases) {
      if (release.recordId === recordId && (audience === undefined || release.audience === audience))
        release.withdrawn = true;
    }
  }

  holdBack(recordId: string, field: string): void {
    this.heldBack.set(recordId, (this.heldBack.get(recordId) ?? new Set()).add(field));
  }

  /** What was shown of a field while it was held back ends with that. */
  giveBack(recordId: string, field: string): void {
    this.heldBack.get(recordId)?.delete(field);
    for (const release of this.releases) {
      if (release.recordId === recordId && release.field === field) release.withdrawn = true;
    }
  }

  /** Tokens in this text that the reader may not have. */
  leaksTo(reader: Reader, text: string): string[] {
    const found = new Set(text.match(/ZQ\d+QZ/g) ?? []);
    return this.secrets
      .filter(({ token }) => found.has(token))
      .filter((secret) => secret.reads(reader) === 'no')
      .map(({ token }) => token);
  }
}
