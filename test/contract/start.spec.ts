import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Client } from 'pg';
import { Allow, assertEveryRouteDeclares, Public } from '../../src/modules/access';
import { findServerFaults } from '../../src/platform/database/server-checks';
import { createTestDatabase, type TestDatabase } from '../support/database';

@Controller('forgotten')
class ForgottenController {
  @Get('open')
  @Public('a test')
  open(): void {}
  @Get('allowed')
  @Allow('record.read')
  allowed(): void {}
  @Get(':id')
  undeclared(): void {}
  @Get('both')
  @Allow('record.read')
  @Public('a test')
  both(): void {}
}
@Module({ controllers: [ForgottenController] })
class ForgottenModule {}

describe('the program refuses to start', () => {
  it('with a route that declares neither who may nor why all may, or both, and names it', async () => {
    const app = await NestFactory.create(ForgottenModule, { preview: true, logger: false });
    let message = '';
    try {
      assertEveryRouteDeclares(app);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(/^BUG_ROUTE_WITHOUT_POLICY/);
    expect(message).toContain('ForgottenController.undeclared (GET /forgotten/:id)');
    expect(message).toContain('ForgottenController.both');
    expect(message).not.toMatch(/\.open|\.allowed/);
  });
});

describe('a database on which row-level security would be decoration', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('is accepted as lambi_app', async () => {
    expect(await findServerFaults(database.app, { embedded: true })).toEqual([]);
  });

  it('is refused as superuser and as the owner of the tables', async () => {
    expect((await findServerFaults(database.superuser, { embedded: true })).join()).toMatch(
      /bypasses row-level security/,
    );
    expect((await findServerFaults(database.owner, { embedded: true })).join()).toMatch(/owns tables/);
  });

  it('shows nothing to a connection that has not said who it is', async () => {
    const client = new Client({ connectionString: database.app });
    await client.connect();
    try {
      const { rows } = await client.query(
        'SELECT (SELECT count(*) FROM records) + (SELECT count(*) FROM organisations) AS seen',
      );
      expect(Number(rows[0].seen)).toBe(0);
    } finally {
      await client.end();
    }
  });
});
