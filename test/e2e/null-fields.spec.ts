import { randomUUID } from 'node:crypto';
import { startTestApp, type TestApp } from '../support/app';
import { jsonBodyOf, type Operation, operationsOf, readOpenApi, resolveSchema, type Schema } from '../support/openapi';
import { REQUESTS } from '../support/requests';
import { fillPath, makeInspection, resourceKindOf } from '../support/resources';
import type { World } from '../support/world';

/* Many clients send null for an empty field. Each field of each body, and of the first element of each list, is sent as null once. */
const document = readOpenApi();
const withBody = operationsOf(document).filter(({ operation }) => jsonBodyOf(document, operation));

describe('a null in any field', () => {
  let test: TestApp;
  let world: World;
  beforeAll(async () => {
    test = await startTestApp();
    world = await test.world();
  });
  afterAll(() => test.close());

  const idsFor = async (operation: Operation): Promise<Record<string, string>> => {
    const kind = operation.path.includes('{') ? resourceKindOf(operation.path) : undefined;
    return {
      id: randomUUID(),
      ...(await kind?.make(world)),
      recordId: await makeInspection(world),
      otherRecordId: await makeInspection(world),
    };
  };

  it.each(withBody)('$name answers without a fault of its own', async (operation) => {
    const { by, body } = REQUESTS[operation.name]!;
    const schema = jsonBodyOf(document, operation.operation)!;
    const faults: string[] = [];
    const ids = await idsFor(operation);
    let etag = '"v1"';
    for (const { what, value } of withNulls(body?.(ids) ?? {}, schema)) {
      const caller = operation.operation['x-public'] ? test.anonymous : world[by].api;
      const answer = await caller.call(operation.method, fillPath(operation.path, ids), value, {
        headers: { 'idempotency-key': randomUUID(), 'if-match': etag },
      });
      etag = answer.headers.get('etag') ?? etag; // a change that was accepted has made the next version
      if (answer.status >= 500) faults.push(`${what}: ${answer.status} ${answer.text}`);
    }
    expect(faults).toEqual([]);
  });
});

function withNulls(valid: object, schema: Schema): { what: string; value: unknown }[] {
  const cases: { what: string; value: unknown }[] = [];
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    cases.push({ what: name, value: { ...valid, [name]: null } });
    const element = resolveSchema(document, property.items);
    const list = (valid as Record<string, unknown>)[name];
    const first: object = Array.isArray(list) && typeof list[0] === 'object' ? (list[0] as object) : {};
    if (property.items) cases.push({ what: `${name}/0`, value: { ...valid, [name]: [null] } });
    for (const inner of Object.keys(element?.properties ?? {})) {
      cases.push({ what: `${name}/0/${inner}`, value: { ...valid, [name]: [{ ...first, [inner]: null }] } });
    }
  }
  return cases;
}
