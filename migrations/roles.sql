-- The roles of Lambi, for a superuser to run once per cluster (the embedded launcher runs this very file).
-- Safe to run again. Passwords are set afterwards:  ALTER ROLE lambi_app PASSWORD '...';  (also lambi_owner, lambi_worker)
-- Then:  CREATE DATABASE lambi OWNER lambi_owner;  and in it:  GRANT USAGE, CREATE ON SCHEMA public TO lambi_owner;
--
--   lambi_owner   LOGIN    owns and migrates the schema (MIGRATION_DATABASE_URL). NOINHERIT: it may hand functions to the
--                          roles below, but does not silently gain their sight of all rows.
--   lambi_app     LOGIN    runs the program (DATABASE_URL). Owns nothing, is a member of nothing, no BYPASSRLS.
--   lambi_worker  LOGIN    owns the job queue's schema and nothing else, and calls the functions that place leaves in the
--                          log (WORKER_DATABASE_URL).
--   lambi_search  NOLOGIN  owns the search functions, which return ids only.
--   lambi_auth    NOLOGIN  owns the functions that find a credential before anybody is known.
--   lambi_audit   NOLOGIN  owns the functions that write the log; the verifier becomes this role to read.
--   lambi_jobs    NOLOGIN  owns the one function that derives who may read a record from its releases.
DO $$
DECLARE
  spec record;
BEGIN
  FOR spec IN
    SELECT * FROM (VALUES
      ('lambi_owner',  'LOGIN NOINHERIT'),
      ('lambi_app',    'LOGIN'),
      ('lambi_worker', 'LOGIN'),
      ('lambi_search', 'NOLOGIN'),
      ('lambi_auth',   'NOLOGIN'),
      ('lambi_audit',  'NOLOGIN'),
      ('lambi_jobs',   'NOLOGIN')
    ) AS roles (name, options)
  LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = spec.name) THEN
      EXECUTE format('CREATE ROLE %I %s', spec.name, spec.options);
    END IF;
    EXECUTE format('ALTER ROLE %I NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION %s', spec.name, spec.options);
  END LOOP;
END $$;
GRANT lambi_search, lambi_auth, lambi_audit, lambi_jobs, lambi_worker TO lambi_owner;
