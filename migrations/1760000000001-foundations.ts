import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The ground: the schema for functions, trigram search, the reference tables, and the schema of the job queue.
 * Reference tables hold public facts (ISO 3166, UN/LOCODE, ST/SGB/2007/6), are the same for everybody, and are therefore
 * on the list of tables without row-level security; the program may read them and nothing more.
 */
export class Foundations1760000000001 implements MigrationInterface {
  name = 'Foundations1760000000001';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE EXTENSION IF NOT EXISTS pg_trgm;
      CREATE SCHEMA app;
      GRANT USAGE ON SCHEMA app TO lambi_app, lambi_search, lambi_auth, lambi_audit, lambi_jobs, lambi_worker;

      CREATE TABLE countries (
        code char(2) PRIMARY KEY, alpha3 char(3) NOT NULL, name_en text NOT NULL, name_fr text NOT NULL, name_es text NOT NULL);
      CREATE TABLE ports (
        locode char(5) PRIMARY KEY, name text NOT NULL, country char(2) NOT NULL);
      CREATE TABLE classifications (
        level smallint PRIMARY KEY, code text NOT NULL UNIQUE, description text NOT NULL);
      CREATE TABLE roles (code text PRIMARY KEY, title text NOT NULL, description text NOT NULL);
      GRANT SELECT ON countries, ports, classifications, roles TO lambi_app;
      GRANT SELECT ON migrations TO lambi_app; -- so that a start without the owner's address notices an old schema

      CREATE SCHEMA graphile_worker AUTHORIZATION lambi_worker;
      -- graphile-worker makes its tables itself, as lambi_worker. Its very first step, "create schema if not exists", would ask for
      -- rights on the whole database although the schema is there; with its list of migrations in place it goes on from 0.
      SET LOCAL ROLE lambi_worker;
      CREATE TABLE graphile_worker.migrations (
        id int PRIMARY KEY, ts timestamptz NOT NULL DEFAULT now(), breaking boolean NOT NULL DEFAULT false);
      RESET ROLE;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      SET LOCAL ROLE lambi_worker; -- whose schema it is
      DROP SCHEMA graphile_worker CASCADE;
      RESET ROLE;
      DROP TABLE roles, classifications, ports, countries;
      DROP SCHEMA app CASCADE;
    `);
  }
}
