/**
 * Every table that is not on the written exempt list gets its wall in the migration that creates it, from one of the
 * templates below. Settings are read as `(SELECT current_setting(...))`: written bare, PostgreSQL evaluates them once
 * per row (three times slower, measured). After a transaction-local setting ends it reads '' and not NULL, so nullif
 * makes "nobody" see nothing instead of failing.
 */
export const ME = `(SELECT nullif(current_setting('app.me', true), '')::int)`;
export const USER = `(SELECT nullif(current_setting('app.user', true), '')::int)`;
export const READERS = `(SELECT nullif(current_setting('app.readers', true), '')::int[])`;
export const CLEARANCE = `(SELECT nullif(current_setting('app.clearance', true), '')::smallint)`;
export const DUTY = `(SELECT current_setting('app.duty', true))`;

export const VISIBLE_RECORD = `deleted_at IS NULL AND classification <= ${CLEARANCE}
  AND (owner_id = ${ME}
    OR (sharing = 'released' AND (readers_until IS NULL OR readers_until > now()) AND readers && ${READERS}))`;

const force = (table: string): string =>
  `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY; ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;`;

const letAuditRead = (table: string): string =>
  `GRANT SELECT ON ${table} TO lambi_audit; CREATE POLICY ${table}_audit ON ${table} FOR SELECT TO lambi_audit USING (true);`;

const grants = (table: string, update: readonly string[]): string =>
  `GRANT SELECT, INSERT ON ${table} TO lambi_app;` +
  (update.length > 0 ? `GRANT UPDATE (${update.join(', ')}) ON ${table} TO lambi_app;` : '');

export interface Protection {
  /** Columns the program may change afterwards. Everything else is written once. */
  readonly update?: readonly string[];
}

/** A row that hangs on a casework record: as visible as the record, writable by the record's owner only. */
export function spineChild(table: string, { update = [] }: Protection = {}): string {
  const visible = `EXISTS (SELECT 1 FROM records r WHERE r.key = ${table}.record_key)`;
  const own = `EXISTS (SELECT 1 FROM records r WHERE r.key = ${table}.record_key AND r.owner_id = ${ME})`;
  return `${force(table)} ${grants(table, update)} ${letAuditRead(table)}
    CREATE POLICY ${table}_select ON ${table} FOR SELECT TO lambi_app USING (${visible});
    CREATE POLICY ${table}_insert ON ${table} FOR INSERT TO lambi_app WITH CHECK (${own});
    ${update.length > 0 ? `CREATE POLICY ${table}_update ON ${table} FOR UPDATE TO lambi_app USING (${own}) WITH CHECK (${own});` : ''}`;
}

/** Of a record written by this very transaction: by the program only with a leaf of the log (records_require_leaf). */
export const WRITTEN_NOW = `r.xmin = pg_current_xact_id()::xid`;

/**
 * A child is written only together with its record, and so never without a leaf of the log: the policies look the record up anyway,
 * one comparison more costs nothing, while a deferred trigger for each row of an import would.
 */
export function writtenWithRecord(table: string, { update = false, condition = WRITTEN_NOW } = {}): string {
  const own = `EXISTS (SELECT 1 FROM records r WHERE r.key = ${table}.record_key AND r.owner_id = ${ME} AND ${condition})`;
  return `ALTER POLICY ${table}_insert ON ${table} WITH CHECK (${own});
    ${update ? `ALTER POLICY ${table}_update ON ${table} WITH CHECK (${own});` : ''}`;
}

/** A row only the owning organisation ever sees, whatever was released. */
export function ownerOnly(table: string, { update = [] }: Protection = {}): string {
  const own = `owner_id = ${ME}`;
  return `${force(table)} ${grants(table, update)} ${letAuditRead(table)}
    CREATE POLICY ${table}_select ON ${table} FOR SELECT TO lambi_app USING (${own});
    CREATE POLICY ${table}_insert ON ${table} FOR INSERT TO lambi_app WITH CHECK (${own});
    ${update.length > 0 ? `CREATE POLICY ${table}_update ON ${table} FOR UPDATE TO lambi_app USING (${own}) WITH CHECK (${own});` : ''}`;
}

/** A table with policies of its own: forced first, the policies follow in the same migration. */
export function forced(table: string): string {
  return force(table);
}

/**
 * Hands a SECURITY DEFINER function to a NOLOGIN role. Under FORCE a definer function of the schema's owner sees
 * nothing, so each belongs to the role whose policies say what it may see. Only lambi_app may call it.
 */
export function definer(
  owner: string,
  signature: string,
  createSql: string,
  callers: readonly string[] = ['lambi_app'],
): string {
  // Granted by the new owner: ALTER OWNER would turn a grant to the old one into its own.
  return `${createSql}
    GRANT CREATE ON SCHEMA app TO ${owner};
    ALTER FUNCTION ${signature} OWNER TO ${owner};
    REVOKE CREATE ON SCHEMA app FROM ${owner};
    SET LOCAL ROLE ${owner};
    REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC;
    ${callers.length > 0 ? `GRANT EXECUTE ON FUNCTION ${signature} TO ${callers.join(', ')};` : ''}
    RESET ROLE;`;
}

/**
 * Gives a definer function a new body. Only its owner may, and lambi_owner (NOINHERIT) is not: it becomes that role for the moment.
 * Grants and ownership stay as they are.
 */
export const redefined = (owner: string, replaceSql: string): string =>
  `GRANT CREATE ON SCHEMA app TO ${owner};
    SET LOCAL ROLE ${owner};
    ${replaceSql}
    RESET ROLE;
    REVOKE CREATE ON SCHEMA app FROM ${owner};`;
