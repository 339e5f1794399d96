import type { Config } from '../../../platform/config/config';
import type { WatchlistView } from '../watchlists/watchlist.types';
import type { ServiceManifestDto } from '../dto/reconciliation.dto';
import { RECONCILIATION_TYPES } from './reconciliation-properties.cases';

/** OpenRefine's own; it may send more where the manifest says so. */
const BATCH = 10;

type Address = Pick<Config, 'PUBLIC_URL' | 'PORT'>;

interface Searched {
  readonly lists: readonly WatchlistView[];
  readonly casework: boolean;
}

const baseOf = ({ PUBLIC_URL, PORT }: Address): string => (PUBLIC_URL ?? `http://127.0.0.1:${PORT}`).replace(/\/$/, '');
export const addressOf = (config: Address, token: string): string => `${baseOf(config)}/v1/reconciliation/${token}`;

/** The service manifest (Reconciliation API 0.2, section 3). Identifiers are the same from every link, the address is not. */
export function manifestOf(config: Address, token: string, { lists, casework }: Searched): ServiceManifestDto {
  const base = baseOf(config);
  const service_url = addressOf(config, token);
  const what = [...lists.map(({ code, live_number }) => `${code} ${live_number}`), ...(casework ? ['casework'] : [])];
  return {
    versions: ['0.2'],
    name: `Lambi: ${what.join(', ')}`,
    identifierSpace: `${base}/identifiers/`,
    schemaSpace: 'https://followthemoney.tech/explorer/schemata/',
    documentation: `${base}/docs`,
    defaultTypes: RECONCILIATION_TYPES.map(({ id, name }) => ({ id, name })),
    batchSize: BATCH,
    suggest: {
      entity: { service_url, service_path: '/suggest/entity' },
      property: { service_url, service_path: '/suggest/property' },
      type: { service_url, service_path: '/suggest/type' },
    },
    extend: { propose_properties: { service_url, service_path: '/properties' }, property_settings: [] },
  };
}
