import type { MigrationInterface, QueryRunner } from 'typeorm';
import { migrations } from '../../migrations';

type Migration = (typeof migrations)[number];

/** The migration and all that came after it, in order: none of them goes back before the later ones have. */
export const since = (first: Migration): MigrationInterface[] =>
  migrations.slice(migrations.indexOf(first)).map((each) => new each());

export async function goBack(runner: QueryRunner, steps: readonly MigrationInterface[]): Promise<void> {
  for (const step of [...steps].reverse()) await step.down(runner);
}

export async function comeAgain(runner: QueryRunner, steps: readonly MigrationInterface[]): Promise<void> {
  for (const step of steps) await step.up(runner);
}
