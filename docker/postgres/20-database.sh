#!/bin/bash
# Runs once, when the cluster is new, after 10-roles.sql (migrations/roles.sql): passwords of the three login roles, and the database.
# psql reads the passwords itself, so that they stand in no argument list.
set -euo pipefail
psql -v ON_ERROR_STOP=1 --no-psqlrc --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
\set app `cat /run/secrets/lambi_app_password`
\set owner `cat /run/secrets/lambi_owner_password`
\set worker `cat /run/secrets/lambi_worker_password`
ALTER ROLE lambi_app PASSWORD :'app';
ALTER ROLE lambi_owner PASSWORD :'owner';
ALTER ROLE lambi_worker PASSWORD :'worker';
CREATE DATABASE lambi OWNER lambi_owner;
\connect lambi
GRANT USAGE, CREATE ON SCHEMA public TO lambi_owner;
SQL
