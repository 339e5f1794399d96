import { CASEWORK, type ResourceKind } from './resource-kind';
import { importedList } from './watchlists';
import type { World } from './world';

let made = 0;
const list = async ({ anna }: World): Promise<any> => {
  made += 1;
  return importedList(anna.api, { code: `OWN-${made}`, title: 'Own list' }, 'name,schema\nDessalines Jean,Person\n');
};

const entries = new WeakMap<World, Promise<string>>();
const firstEntry = async (world: World): Promise<string> => {
  const { id } = await list(world);
  const { body } = await world.anna.api.get(`/v1/watchlists/${id}/entries`);
  return body.items[0].id as string;
};

/** An entry of a list of anna's organisation, one for each world. */
export const anEntry = (world: World): Promise<string> => {
  if (!entries.has(world)) entries.set(world, firstEntry(world));
  return entries.get(world)!;
};

/** Watchlists of an organisation's own, hidden from everybody else. */
export const LISTS_RESOURCES: Readonly<Record<string, ResourceKind>> = {
  '/v1/watchlists/': { hiddenFrom: [...CASEWORK, 'paola'], make: async (world) => ({ id: (await list(world)).id }) },
  '/v1/watchlist-versions/': {
    hiddenFrom: [...CASEWORK, 'paola'],
    make: async (world) => ({ id: (await list(world)).version.id }),
  },
  '/v1/watchlist-entries/': {
    hiddenFrom: [...CASEWORK, 'paola'],
    make: async (world) => ({ id: await firstEntry(world) }),
  },
};
