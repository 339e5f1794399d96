import { BUILT_IN_RULE_SET } from '../../src/modules/embargo/rules/rule-set.mapping';
import { by, type RequestCase } from './request-case';

export const assessment = {
  shipmentDate: '2024-11-01',
  goods: [{ category: 'NON_LETHAL_MIL', lethal: false, description: 'body armour, level IIIA', quantity: 40 }],
  supplierState: 'CA',
  flagState: 'PA',
  transitStates: ['DO'],
  consignee: { name: 'Gardiens Exemple SA', class: 'PRIVATE_SECURITY', listRefs: [] },
  endUse: { purpose: 'COMMERCIAL', text: 'guards of a warehouse' },
  parties: [{ name: 'Proprietaire Exemple', class: 'INDIVIDUAL', role: 'OWNER', listRefs: [] }],
};

let proposals = 0;
/** The built-in table under a name of its own: two proposals never say the same. */
export const proposal = (change: (content: any) => void = () => undefined): { content: any; reason: string } => {
  const content = JSON.parse(JSON.stringify(BUILT_IN_RULE_SET.content));
  content.version = `test ${process.pid}-${(proposals += 1)}`;
  change(content);
  return { content, reason: 'The regime was renewed' };
};

/** Rule sets and assessments. */
export const EMBARGO_REQUESTS: Readonly<Record<string, RequestCase>> = {
  'POST /v1/rule-sets': by('leila', () => proposal()),
  'GET /v1/rule-sets/{id}': by('leila'),
  'GET /v1/rule-sets/{id}/impact': by('leila'),
  'POST /v1/rule-sets/{id}/approval': by('lucas', () => ({ effectiveFrom: '2099-01-01T00:00:00Z', note: 'Read' })),
  'POST /v1/rule-sets/{id}/rejection': by('lucas', () => ({ note: 'The paragraph is not confirmed' })),
  'POST /v1/assessments': by('anna', () => assessment),
  'GET /v1/assessments/{id}': by('anna'),
  'GET /v1/assessments/{id}/now': by('anna'),
  'GET /v1/shipments/{id}/embargo-case': by('anna'),
  'POST /v1/shipments/{id}/assessments': by('anna', () => ({
    goods: [{ category: 'SALW', quantity: 2 }],
    consignee: { class: 'CHURCH' },
  })),
  'POST /v1/assessments/{id}/repetitions': by('anna', () => ({ asOf: '2025-11-01', endUse: { text: 'guards' } })),
};
