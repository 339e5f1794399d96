import { operationsOf, readOpenApi } from '../support/openapi';
import { startTestApp, type TestApp } from '../support/app';
import { assertEveryRouteDeclares, ACTIONS, routeInventory } from '../../src/modules/access';

/* Two short files tell a reviewer who can do what: this snapshot (route x action) and the policy matrix (role x action). */
describe('the routes', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp();
  });
  afterAll(() => test.close());

  it('are these, each with its action or the reason why it needs none', () => {
    const lines = routeInventory(test.app).map(
      ({ method, path, action, public: open }) =>
        `${method.padEnd(6)} ${path.padEnd(56)} ${action ?? `public: ${open}`}`,
    );
    expect(`\n${lines.join('\n')}\n`).toMatchSnapshot();
    expect(() => assertEveryRouteDeclares(test.app)).not.toThrow();
  });

  it('are all in the OpenAPI document, with the same action, and nothing else is', () => {
    const live = routeInventory(test.app).map(
      ({ method, path, action }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')} ${action ?? 'public'}`,
    );
    const written = operationsOf(readOpenApi()).map(
      ({ name, operation }) => `${name} ${operation['x-action'] ?? 'public'}`,
    );
    expect(written.sort()).toEqual(live.sort());
  });

  it('use every action of the closed list', () => {
    const used = new Set(routeInventory(test.app).map(({ action }) => action));
    expect(ACTIONS.filter((action) => !used.has(action))).toEqual([]);
  });
});
