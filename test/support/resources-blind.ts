import { randomInt } from 'node:crypto';
import { expectStatus } from './api-client';
import { blindQuery, blindSet } from './requests-blind';
import { CASEWORK, made, type ResourceKind } from './resource-kind';
import type { World } from './world';

const serial = (): string => `BLN${randomInt(1e9, 1e10)}`;
/** The other side of a match knows it by an id of its own, and finds nothing under this one. */
const OTHERS = [...CASEWORK, 'paola', 'sonia'] as const;

/** Anna's set, her query, and her hit on what Paola published. */
export const BLIND_RESOURCES: Readonly<Record<string, ResourceKind>> = {
  '/v1/blind-sets/': {
    hiddenFrom: OTHERS,
    make: async (world) => ({ id: await made(world.anna.api.post('/v1/blind-sets', blindSet)) }),
  },
  '/v1/blind-queries/': {
    hiddenFrom: OTHERS,
    make: async (world) => {
      await ampleBudget(world);
      return { id: await made(world.anna.api.post('/v1/blind-queries', blindQuery)) };
    },
  },
  // Before the rest of its path: a holder answers.
  '/v1/blind-matches/{id}/contact-answer': {
    hiddenFrom: OTHERS,
    make: async (world) => {
      await ampleBudget(world, 'paola');
      const lines = [{ kind: 'SERIAL', value: serial() }];
      await made(world.anna.api.post('/v1/blind-sets', { ...blindSet, rule: 'SOMEONE', lines }));
      const asked = await expectStatus(201, world.paola.api.post('/v1/blind-queries', { ...blindQuery, items: lines }));
      const { id, hits } = asked.body as { id: string; hits: { id: string }[] };
      const message = 'We hold the weapon and seek its import record';
      await expectStatus(200, world.paola.api.post(`/v1/blind-matches/${hits[0]!.id}/contact`, { message }));
      const { body } = await expectStatus(200, world.anna.api.get('/v1/blind-matches?side=HELD&limit=200'));
      const { items } = body as { items: { id: string; queryId: string }[] };
      return { id: items.find(({ queryId }) => queryId === id)!.id };
    },
  },
  '/v1/blind-matches/': {
    hiddenFrom: OTHERS,
    make: async (world) => {
      await ampleBudget(world);
      const lines = [{ kind: 'SERIAL', value: serial() }];
      await made(world.paola.api.post('/v1/blind-sets', { ...blindSet, lines }));
      const { body } = await expectStatus(
        201,
        world.anna.api.post('/v1/blind-queries', { ...blindQuery, items: lines }),
      );
      return { id: (body as { hits: { id: string }[] }).hits[0]!.id };
    },
  },
};

/** More than the tests of a file ask for within a minute. */
export const ampleBudget = (
  world: World,
  who: 'anna' | 'diego' | 'paola' = 'anna',
  more: object = {},
): Promise<unknown> =>
  expectStatus(
    200,
    world.adele.api.put(`/v1/organisations/${world[who].organisationId}/blind-budget`, {
      ...{ identifiersPerDay: 1_000_000, hitsPerDay: 100_000, callsPerMinute: 100_000, reason: 'test' },
      ...more,
    }),
  );
