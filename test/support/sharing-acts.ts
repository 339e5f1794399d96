import { type Answer, expectStatus } from './api-client';
import { inspection } from './requests';
import type { SharingWalk, Walker } from './sharing-walk';

const LEVELS = ['UNCLASSIFIED', 'CONFIDENTIAL', 'STRICTLY_CONFIDENTIAL'] as const;
const PURPOSE = 'Resolution 2692 (2023), paragraph 7';
/** Fields of an inspection that the walk holds back and gives back. */
const FIELDS = ['vesselName', 'narrative'] as const;

/** Does one thing and tells the model; false if there was nothing to do it with. */
type Act = (walk: SharingWalk) => Promise<boolean>;

const submit: Act = async (walk) => {
  const { model } = walk;
  const walker = walk.any(walk.walkers.filter(({ name }) => ['anna', 'pnh', 'diego'].includes(name)))!;
  const level = walk.random.below(walker.clearance + 1);
  let id = '';
  const field = (name: string): string => walk.secret((reader) => model.seesField(reader, id, name));
  const body = {
    ...inspection,
    classification: LEVELS[level],
    vesselName: field('vesselName'),
    narrative: field('narrative'),
    heldBack: walk.secret((reader) => (reader.organisation === walker.organisation ? model.sees(reader, id) : 'no')),
  };
  const made = await expectStatus(201, walker.person.api.post('/v1/inspections', body));
  id = made.body.id as string;
  model.records.set(id, { id, kind: 'inspection', owner: walker.organisation, classification: level });
  walk.judge(walker, 'submitting', made);
  return true;
};

const noteReleases = (walk: SharingWalk, { body }: Answer, more: { parent?: string } = {}): void => {
  for (const { id, recordId, audience, mayForward, expiresAt } of body.releases) {
    const until = expiresAt ? { until: Date.parse(expiresAt as string) } : {};
    walk.model.releases.push({ id, recordId, audience: audience.id, mayForward, withdrawn: false, ...until, ...more });
  }
};

const soon = (walk: SharingWalk): string => new Date(Date.now() + 3_000 + walk.random.below(20_000)).toISOString();

const release: Act = async (walk) => {
  const walker = walk.any(walk.walkers)!;
  const recordId = walk.own(walker);
  if (!recordId) return false;
  const terms = {
    audienceIds: [walk.any(walk.audiences)!],
    purpose: PURPOSE,
    mayForward: walk.random.isOneIn(2),
    ...(walk.random.isOneIn(3) && { expiresAt: soon(walk) }),
  };
  const answer = await walker.person.api.post('/v1/releases', { recordIds: [recordId], ...terms });
  if (answer.status === 201) noteReleases(walk, answer);
  else walk.unexpected('release', answer);
  return true;
};

/** Withdraws, or gives an earlier end. */
const takeBack: Act = async (walk) => {
  const given = walk.model.releases.filter(
    (one) => one.id !== '' && !one.parent && walk.model.inForce(one) === 'yes' && one.field === undefined,
  );
  const chosen = walk.any(given);
  if (!chosen) return false;
  const { classification, kind } = walk.model.records.get(chosen.recordId)!;
  const walker = walk.ownerOf(chosen.recordId);
  if (walker.clearance < classification || walker.never.includes(kind)) return false;
  const because = { because: 'No longer needed' };
  const answer = await walker.person.api.delete(`/v1/releases/${chosen.id}`, because);
  if (answer.status === 200) chosen.withdrawn = true;
  else walk.unexpected('withdraw', answer);
  return true;
};

const recall: Act = async (walk) => {
  const walker = walk.any(walk.walkers)!;
  const recordId = walk.own(walker);
  if (!recordId || !walk.random.isOneIn(3)) return false;
  const body = { because: 'A source is in danger', destroyCopies: walk.random.isOneIn(2) };
  const answer = await walker.person.api.post(`/v1/records/${recordId}/recalls`, body);
  if (answer.status === 201) walk.model.recall(recordId);
  else if (answer.status !== 422 && answer.status !== 409) walk.unexpected('recall', answer);
  return answer.status === 201;
};

/** Passing on what one was given: with leave it is given, without it is not. */
const forward: Act = async (walk) => {
  const walker = walk.any(walk.walkers)!;
  const recordId = walk.others(walker);
  if (!recordId) return false;
  const given = walk.model.forwardable(walker.organisation, recordId);
  const audience = walk.any(walk.audiences)!;
  const body = { audienceIds: [audience], reason: 'Their port is the next call' };
  const answer = await walker.person.api.post(`/v1/records/${recordId}/onward-releases`, body);
  walk.judge(walker, 'forwarding', answer);
  // Under which of several it was passed on the program chooses: it must fall with that one, so the model needs to know it.
  const parent = given.find(({ until }) => until === undefined) ?? given[0];
  if (answer.status === 201 && parent) noteReleases(walk, answer, { parent: longest(given).id });
  else if (answer.status === 201) walk.leaks.push(`${walker.name} passed on what it may not`);
  return true;
};

const longest = <T extends { until?: number }>(given: readonly T[]): T =>
  [...given].sort((a, b) => (b.until ?? Infinity) - (a.until ?? Infinity))[0]!;

const holdBack: Act = async (walk) => {
  const walker = walk.any(walk.walkers)!;
  const recordId = walk.own(walker, 'inspection');
  if (!recordId) return false;
  const field = walk.any(FIELDS)!;
  const { headers } = await expectStatus(200, walker.person.api.get(`/v1/inspections/${recordId}`));
  const match = { headers: { 'if-match': headers.get('etag')! } };
  const isHeld = walk.model.heldBack.get(recordId)?.has(field) ?? false;
  const path = `/v1/records/${recordId}/held-back-fields`;
  const answer = isHeld
    ? await walker.person.api.post(`${path}/give-back`, { fields: [field] }, match)
    : await walker.person.api.post(path, { fields: [{ field, told: true, because: 'Under investigation' }] }, match);
  if (answer.status !== 200) walk.unexpected('hold back', answer);
  else if (isHeld) walk.model.giveBack(recordId, field);
  else walk.model.holdBack(recordId, field);
  return true;
};

/** Somebody asks to see a field, or to let another see the record; the originator grants it. */
const consent: Act = async (walk) => {
  const walker = walk.any(walk.walkers)!;
  const recordId = walk.others(walker);
  if (!recordId) return false;
  const owner = walk.ownerOf(recordId);
  if (owner.clearance < walk.model.records.get(recordId)!.classification) return false;
  if (owner.never.includes(walk.model.records.get(recordId)!.kind)) return false;
  const field = walk.any([...(walk.model.heldBack.get(recordId) ?? [])]);
  const audience = field
    ? walker.person.audienceId
    : walk.any(walk.audiences.filter((id) => id !== owner.person.audienceId))!;
  const until = soon(walk);
  const asked = { recordId, audienceIds: [audience], purpose: 'Comparison', until, fields: field ? [field] : [] };
  const request = await walker.person.api.post('/v1/consent-requests', asked);
  if (request.status !== 201) {
    if (request.status !== 422 && request.status !== 404) walk.unexpected('asking for consent', request);
    return false;
  }
  const granted = await owner.person.api.post(`/v1/consent-requests/${request.body.id}/grant`, {});
  if (granted.status === 200) await noteGrant(walk, owner, { recordId, audience, until: Date.parse(until) }, field);
  else walk.unexpected('granting', granted);
  return true;
};

/** Who is to see a field for longer than the record reaches them is given the record for as long; who sees it as long is given nothing. */
async function noteGrant(
  walk: SharingWalk,
  owner: Walker,
  to: { recordId: string; audience: string; until: number },
  field: string | undefined,
): Promise<void> {
  const given = { ...to, mayForward: false, withdrawn: false };
  if (field) walk.model.releases.push({ ...given, id: '', field });
  const { body } = await expectStatus(200, owner.person.api.get(`/v1/records/${to.recordId}/releases`));
  const known = new Set(walk.model.releases.map(({ id }) => id));
  const made = (body as { id: string; purpose: string }[]).find(
    ({ id, purpose }) => !known.has(id) && purpose === 'Comparison',
  );
  if (made) walk.model.releases.push({ ...given, id: made.id });
}

const group: Act = async (walk) => {
  const [audience, members] = walk.any([...walk.model.groups])!;
  const { organisation } = walk.any(walk.walkers)!;
  const path = `/v1/groups/${audience}/members/${organisation}`;
  const leaves = members.has(organisation);
  const answer = leaves ? await walk.adele.api.delete(path) : await walk.adele.api.put(path);
  if (answer.status >= 300) walk.unexpected('group', answer);
  else if (leaves) members.delete(organisation);
  else members.add(organisation);
  return true;
};

const classify: Act = async (walk) => {
  const walker = walk.any(walk.walkers)!;
  const id = walk.own(walker);
  if (!id) return false;
  const { body } = await expectStatus(200, walker.person.api.get(`/v1/records/${id}`));
  const level = walk.random.below(walker.clearance + 1);
  const headers = { 'if-match': `"v${body.version}"` };
  const answer = await walker.person.api.patch(`/v1/records/${id}`, { classification: LEVELS[level] }, { headers });
  if (answer.status === 200) walk.model.records.get(id)!.classification = level;
  else walk.unexpected('classify', answer);
  return true;
};

const clear: Act = async (walk) => {
  const walker = walk.any(walk.walkers)!;
  const clearance = walk.random.isOneIn(3) ? walk.random.below(3) : 2;
  const path = `/v1/users/${walker.person.id}`;
  const { headers } = await expectStatus(200, walk.adele.api.get(path));
  const answer = await walk.adele.api.patch(path, { clearance }, { headers: { 'if-match': headers.get('etag')! } });
  if (answer.status === 200) walker.clearance = clearance;
  else walk.unexpected('clear', answer);
  return true;
};

/** The Panel opens a case with something it sees; its reason is for whoever sees both. */
const link: Act = async (walk) => {
  const paola = walk.walkers.find(({ name }) => name === 'paola')!;
  const memberId = walk.others(paola);
  if (!memberId || paola.clearance < 1) return false;
  let caseId = '';
  const reason = walk.secret((reader) => walk.model.seesBoth(reader, caseId, memberId));
  const title = walk.secret((reader) => walk.model.sees(reader, caseId));
  const answer = await paola.person.api.post('/v1/cases', { title, members: [{ recordId: memberId, reason }] });
  if (answer.status !== 201) walk.unexpected('link', answer);
  caseId = answer.body.id as string;
  walk.model.records.set(caseId, { id: caseId, kind: 'case', owner: paola.organisation, classification: 1 });
  walk.cases.push(caseId);
  return true;
};

/** A notice with an own record enclosed: both are released to its addressee. */
const enclose: Act = async (walk) => {
  const walker = walk.any(walk.walkers)!;
  const enclosed = walk.own(walker);
  const audience = walk.any(walk.audiences.filter((id) => id !== walker.person.audienceId))!;
  if (!enclosed || walker.clearance < 1) return false;
  let id = '';
  const subject = walk.secret((reader) => walk.model.sees(reader, id));
  const notice = { type: 'NOTICE', subject, body: 'x', urgency: 'ROUTINE' };
  const sent = { ...notice, recipientAudienceIds: [audience], enclosedRecordIds: [enclosed] };
  const answer = await walker.person.api.post('/v1/exchanges', sent);
  if (answer.status !== 201) walk.unexpected('enclose', answer);
  id = answer.body.id as string;
  walk.model.records.set(id, { id, kind: 'exchange', owner: walker.organisation, classification: 1 });
  for (const recordId of [id, enclosed]) {
    const { body } = await expectStatus(200, walker.person.api.get(`/v1/records/${recordId}/releases`));
    const known = new Set(walk.model.releases.map((one) => one.id));
    const made = body.filter((one: any) => !known.has(one.id) && one.purpose.startsWith('Exchange'));
    noteReleases(walk, { ...answer, body: { releases: made } });
  }
  return true;
};

/** A word taken from another's record, in one of the own. */
const quote: Act = async (walk) => {
  const walker = walk.any(walk.walkers)!;
  const [recordId, sourceId] = [walk.own(walker), walk.others(walker)];
  if (!recordId || !sourceId) return false;
  const text = walk.secret((reader) => walk.model.seesBoth(reader, recordId, sourceId));
  const answer = await walker.person.api.post(`/v1/records/${recordId}/quotes`, { sourceId, text });
  if (answer.status !== 201 && answer.status !== 422) walk.unexpected('quote', answer);
  return true;
};

const comment: Act = async (walk) => {
  const walker = walk.any(walk.walkers)!;
  const recordId = walk.random.isOneIn(2) ? walk.own(walker) : walk.others(walker);
  if (!recordId) return false;
  const audience = walk.any(['OWN', 'OWNER', 'READERS'] as const)!;
  const text = walk.secret((reader) => {
    const isFor = {
      OWN: reader.organisation === walker.organisation,
      OWNER: [walker.organisation, walk.model.records.get(recordId)!.owner].includes(reader.organisation),
      READERS: true,
    };
    return isFor[audience] ? walk.model.sees(reader, recordId) : 'no';
  });
  const answer = await walker.person.api.post(`/v1/records/${recordId}/comments`, { text, audience });
  if (answer.status !== 201) walk.unexpected('comment', answer);
  return true;
};

export const ACTS: Readonly<Record<string, Act>> = {
  ...{ submit, release, takeBack, recall, forward, holdBack, consent, group, classify, clear, link, enclose, quote },
  comment,
  // What opens most often, twice as often.
  releaseMore: release,
  regroup: group,
};
export type { Walker };
