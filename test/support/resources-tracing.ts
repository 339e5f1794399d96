import { inspection } from './requests';
import { firearm } from './requests-tracing';
import { CASEWORK, made, type ResourceKind } from './resource-kind';
import type { World } from './world';

const withFirearm = (world: World): Promise<string> =>
  made(world.anna.api.post('/v1/inspections', { ...inspection, items: [firearm] }));

/** Judgements on firearms, and trace requests: one that was sent, so that it can be answered. */
export const TRACING_RESOURCES: Readonly<Record<string, ResourceKind>> = {
  '/v1/firearms/links/': {
    hiddenFrom: [...CASEWORK, 'paola'],
    make: async (world) => {
      const [left, right] = await Promise.all([withFirearm(world), withFirearm(world)]);
      const ends = { left: { inspectionId: left, item: 0 }, right: { inspectionId: right, item: 0 } };
      const judged = { ...ends, decision: 'CONFIRMED', reason: 'Same serial on the frame in both photographs' };
      return { id: await made(world.anna.api.post('/v1/firearms/links', judged)) };
    },
  },
  '/v1/traces/': {
    hiddenFrom: [...CASEWORK, 'paola', 'sonia'],
    make: async (world) => {
      const drafted = { inspectionId: await withFirearm(world), item: 0, system: 'ETRACE' };
      return { id: await made(world.anna.api.post('/v1/traces', drafted)) };
    },
  },
};
