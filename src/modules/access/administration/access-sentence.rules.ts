/** What the sentence speaks of. */
export interface AccessFacts {
  readonly displayName: string;
  readonly organisationCode: string;
  readonly disabled: boolean;
  readonly readsCasework: boolean;
  readonly clearance: number;
  readonly audiences: readonly { readonly code: string }[];
  readonly roleTitles: readonly string[];
}

/** The levels of ST/SGB/2007/6, by clearance. */
const LEVELS = ['UNCLASSIFIED', 'CONFIDENTIAL', 'STRICTLY CONFIDENTIAL'] as const;

/** Who can see what, in one sentence for a person. */
export function accessSentence(facts: AccessFacts): string {
  const who = `${facts.displayName} (${facts.roleTitles.join(', ')}, ${facts.organisationCode})`;
  if (facts.disabled) return `${who} is disabled and reaches nothing.`;
  if (!facts.readsCasework) return `${who} reads no casework at all.`;
  const level = LEVELS[facts.clearance] ?? LEVELS[0];
  const released = [...new Set(facts.audiences.map(({ code }) => code))].join(', ');
  const owned = `casework up to ${level} that ${facts.organisationCode} owns`;
  return `${who} reads ${owned}${released && ` or that was released to ${released}`}.`;
}
