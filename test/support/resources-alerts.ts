import { alertsOf } from './alerts';
import { CASEWORK, made, type ResourceKind } from './resource-kind';
import { importedList } from './watchlists';
import type { World } from './world';

let count = 0;
const makeAlert = async ({ anna }: World): Promise<Readonly<Record<string, string>>> => {
  const list = { code: `ALERT-${(count += 1)}`, title: 'Own list' };
  await importedList(anna.api, list, 'name,schema\nCharlemagne Masséna Péralte,Person\n');
  const statements = [{ prop: 'name', value: 'Charlemagne Masséna Péralte', source: 'Passport' }];
  const recordId = await made(anna.api.post('/v1/entities', { schema: 'Person', statements }));
  const [alert] = await alertsOf(anna.api, recordId, count);
  return { id: alert.id, recordId };
};

/** Alerts of an organisation, hidden from everybody else. */
export const ALERTS_RESOURCES: Readonly<Record<string, ResourceKind>> = {
  '/v1/alerts/': { hiddenFrom: [...CASEWORK, 'paola', 'sonia'], make: makeAlert },
};
