import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from '../../src/platform/config/project-root';
import type { Cast } from './cast';
import { check, type Narrator } from './narrator';

/** Names as papers write them: who should be found. */
const ASKED = [
  { names: ['CHERIZYE Jimi'], schema: 'Person', found: 'HTi.001' },
  { names: ['فيتيلوم إينوسان'], schema: 'Person', found: 'HTi.005' },
  { names: ['Уилсон Жозеф'], schema: 'Person', found: 'HTi.004' },
  { names: ['约翰逊·安德烈'], schema: 'Person', found: 'HTi.002' },
  { names: ['G9 an Fanmi e Alye'], schema: 'Organization', found: 'HTe.002' },
  { names: ['Jimmy Innocent'], schema: 'Person', found: undefined },
] as const;

/** The Haitian entries of the Consolidated List are published, and names are screened in the scripts they come in. */
export async function screenNames({ secretary, haiti }: Cast, narrator: Narrator): Promise<void> {
  narrator.step('10. The secretariat publishes a watchlist; the Haitian liaison screens names in four scripts');
  const list = {
    code: 'UN_SC_HAITI',
    title: 'UN Consolidated List, regime of resolution 2653 (2022)',
    published: true,
  };
  const made = await secretary.speaker.call('POST', '/v1/watchlists', { body: list, expect: 201 });
  const raw = fs.readFileSync(path.join(projectRoot(), 'seeds', 'demo', 'consolidated-list-haiti.csv'));
  const { id } = made.body as { id: string };
  const sent = await secretary.speaker.call(
    'POST',
    `/v1/watchlists/${id}/versions?fileName=consolidated-list-haiti.csv`,
    {
      raw,
      headers: { 'content-type': 'text/csv' },
      expect: 202,
    },
  );
  const version = `/v1/watchlist-versions/${(sent.body as { id: string }).id}`;
  for (let attempt = 0, status = 'QUEUED'; status !== 'LIVE'; attempt += 1) {
    check(attempt < 100, 'the list goes live');
    await sleep(100);
    status = ((await secretary.speaker.call('GET', version, { expect: 200 })).body as { status: string }).status;
  }
  const queries = ASKED.map(({ names, schema }) => ({ names, schema }));
  const { body } = await haiti.speaker.call('POST', '/v1/screening/match', {
    body: { queries, nearMisses: 1 },
    expect: 200,
  });
  const { answers } = body as { answers: { hits: Hit[]; nearMisses: Hit[] }[] };
  for (const [at, { names, found }] of ASKED.entries()) {
    const { hits, nearMisses } = answers[at]!;
    check(hits[0]?.met.reference === found, `${names[0]} meets ${found ?? 'nobody'}`);
    const [hit, miss] = [hits[0], nearMisses[0]];
    if (hit) narrator.remark(`${names[0]}: ${hit.met.reference} ${hit.met.caption}, score ${hit.score}`);
    else
      narrator.remark(
        `${names[0]}: nobody; nearest ${miss?.met.caption} at ${miss?.score}, kept apart by ${miss?.heldBackBy[0]}`,
      );
  }
}

interface Hit {
  readonly score: number;
  readonly met: { readonly reference: string; readonly caption: string };
  readonly heldBackBy: readonly string[];
}
