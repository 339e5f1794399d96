/**
 * The closed list of what can be done. Each route declares one; each role has some. An action is `noun.verb`; `<noun>.read` decides
 * whether a role may know of that kind at all: without it every route with an id answers 404.
 */
export const ACTIONS = [
  'account.read',
  'account.update',
  'organisation.read',
  'organisation.create',
  'organisation.update',
  'user.read',
  'user.create',
  'user.update',
  'api_key.read',
  'api_key.create',
  'api_key.revoke',
  'group.read',
  'group.create',
  'group.update',
  'access.read',
  'audience.read',
  'reference.read',
  'audit.read',
  'receipt.read',
  'record.read',
  'record.update',
  'record.search',
  'release.read',
  'release.create',
  'release.withdraw',
  'attachment.read',
  'attachment.create',
  'manifest.read',
  'manifest.import',
  'manifest.screen',
  'column_map.read',
  'column_map.update',
  'code_map.read',
  'code_map.update',
  'rule_set.read',
  'rule_set.propose',
  'rule_set.approve',
  'assessment.read',
  'assessment.create',
  'exemption.read',
  'exemption.request',
  'exemption.update',
  'exemption.decide',
  'diversion.read',
  'diversion.record',
  'shipment.read',
  'shipment.create',
  'shipment.update',
  'inspection.read',
  'inspection.submit',
  'inspection.update',
  'indicator.read',
  'indicator.update',
  'target.read',
  'target.decide',
  'entity.read',
  'entity.create',
  'entity.update',
  'watchlist.read',
  'watchlist.import',
  'screening.run',
  'exchange.read',
  'exchange.send',
  'exchange.reply',
  'case.read',
  'case.open',
  'case.update',
] as const;

export type Action = (typeof ACTIONS)[number];
export const isAction = (text: string): text is Action => (ACTIONS as readonly string[]).includes(text);

/** The action whose absence makes every id of this noun answer 404. */
export function readActionOf(action: Action): Action {
  const noun = action.slice(0, action.indexOf('.'));
  const read = `${noun}.read`;
  return isAction(read) ? read : action;
}
