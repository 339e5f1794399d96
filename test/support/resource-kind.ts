import { type Answer, expectStatus } from './api-client';
import type { PersonName } from './request-case';
import type { World } from './world';

/* How to make one real resource of each kind, as the story's people would. The id goes where the path has `{id}`. */
export interface ResourceKind {
  /** Casework is hidden from other States and from whoever administers or audits; the rest from whoever does not administer. */
  readonly hiddenFrom: readonly PersonName[];
  make(world: World): Promise<Readonly<Record<string, string>>>;
}

export const CASEWORK: readonly PersonName[] = ['diego', 'adele', 'oscar'];
export const ADMINISTRATION: readonly PersonName[] = ['anna', 'diego', 'paola', 'oscar'];

export const idOf = ({ body }: Answer): string => body.id as string;
export const made = async (answer: Promise<Answer>): Promise<string> => idOf(await expectStatus(201, answer));
