import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forced, ME, ownerOnly, USER } from './support/protect-table';

const TASKS = ['records.remind_of_task'];
const record = (table: string, condition = 'true'): string =>
  `EXISTS (SELECT 1 FROM records r WHERE r.key = ${table}.record_key AND ${condition})`;
const needsLeaf = (table: string, events: string): string =>
  `CREATE CONSTRAINT TRIGGER ${table}_require_leaf AFTER ${events} ON ${table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_leaf();`;
/** Somebody of the acting organisation: a key of another one's user is not even looked up. */
const colleague = (column: string): string =>
  `(${column} IS NULL OR EXISTS (SELECT 1 FROM users u WHERE u.key = ${column} AND u.organisation_key = ${ME}))`;

/**
 * What people say of a record among themselves, and what they have agreed to do about it.
 *
 * Both hang on a record of whatever owner and belong to the organisation that writes them. They are seen only while the record is: after
 * a recall they are kept and hidden, for they may repeat what was taken back. A comment may be given to the record's owner or to its
 * readers; what it said before it was edited or withdrawn never is. A task is seen by its own organisation alone.
 */
export class CommentsAndTasks1760000000031 implements MigrationInterface {
  name = 'CommentsAndTasks1760000000031';

  async up(q: QueryRunner): Promise<void> {
    await this.comments(q);
    await this.tasks(q);
    await this.templates(q);
    await q.query(`INSERT INTO job_tasks VALUES ${TASKS.map((task) => `('${task}')`).join(', ')}`);
  }

  private async comments(q: QueryRunner): Promise<void> {
    const own = `owner_id = ${ME}`;
    const given = `(audience = 'READERS' OR (audience = 'OWNER' AND ${record('comments', `r.owner_id = ${ME}`)}))`;
    const comment = (condition: string): string =>
      `EXISTS (SELECT 1 FROM comments c WHERE c.id = comment_versions.comment_id AND ${condition})`;
    await q.query(`
      CREATE TABLE comments (
        id uuid PRIMARY KEY,
        record_key bigint NOT NULL REFERENCES records (key),
        owner_id int NOT NULL REFERENCES organisations (key),
        audience text NOT NULL CHECK (audience IN ('OWN', 'OWNER', 'READERS')),
        version int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by int NOT NULL REFERENCES users (key),
        edited_at timestamptz,
        withdrawn_at timestamptz,
        withdrawn_by int REFERENCES users (key));
      CREATE INDEX comments_by_record ON comments (record_key, created_at, id);
      ${forced('comments')}
      GRANT SELECT, INSERT, UPDATE (version, edited_at, withdrawn_at, withdrawn_by) ON comments TO lambi_app;
      CREATE POLICY comments_select ON comments FOR SELECT TO lambi_app USING (${record('comments')} AND (${own} OR ${given}));
      CREATE POLICY comments_insert ON comments FOR INSERT TO lambi_app WITH CHECK (${own} AND created_by = ${USER} AND ${record('comments')});
      CREATE POLICY comments_update ON comments FOR UPDATE TO lambi_app USING (${own} AND withdrawn_at IS NULL) WITH CHECK (${own});
      ${needsLeaf('comments', 'INSERT OR UPDATE')}

      CREATE TABLE comment_versions (
        comment_id uuid NOT NULL REFERENCES comments (id),
        version int NOT NULL,
        owner_id int NOT NULL REFERENCES organisations (key),
        text text NOT NULL,
        mentions uuid[] NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by int NOT NULL REFERENCES users (key),
        PRIMARY KEY (comment_id, version));
      ${forced('comment_versions')}
      GRANT SELECT, INSERT ON comment_versions TO lambi_app;
      CREATE POLICY comment_versions_select ON comment_versions FOR SELECT TO lambi_app USING (
        ${comment(`(c.owner_id = ${ME} OR (c.version = comment_versions.version AND c.withdrawn_at IS NULL))`)});
      CREATE POLICY comment_versions_insert ON comment_versions FOR INSERT TO lambi_app WITH CHECK (
        ${own} AND created_by = ${USER} AND ${comment(`c.owner_id = ${ME} AND c.created_by = ${USER} AND c.withdrawn_at IS NULL`)});
      ${needsLeaf('comment_versions', 'INSERT')}
    `);
  }

  private async tasks(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE tasks (
        id uuid PRIMARY KEY,
        record_key bigint NOT NULL REFERENCES records (key),
        owner_id int NOT NULL REFERENCES organisations (key),
        version int NOT NULL DEFAULT 1,
        title text NOT NULL,
        description text,
        assignee int REFERENCES users (key),
        due_on date,
        priority text NOT NULL CHECK (priority IN ('LOW', 'NORMAL', 'HIGH', 'URGENT')),
        mandatory boolean NOT NULL,
        state text NOT NULL CHECK (state IN ('OPEN', 'IN_PROGRESS', 'DONE', 'CANCELLED')),
        template_id uuid,
        reminded_for date,
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by int NOT NULL REFERENCES users (key),
        updated_at timestamptz NOT NULL DEFAULT now());
      CREATE INDEX tasks_by_record ON tasks (record_key, created_at, id);
      CREATE INDEX tasks_to_do ON tasks (owner_id, assignee, (coalesce(due_on, 'infinity'::date)), id) WHERE state IN ('OPEN', 'IN_PROGRESS');
      ${ownerOnly('tasks', { update: ['version', 'title', 'description', 'assignee', 'due_on', 'priority', 'state', 'reminded_for', 'updated_at'] })}
      CREATE POLICY tasks_sees_record ON tasks AS RESTRICTIVE FOR SELECT TO lambi_app USING (${record('tasks')});
      CREATE POLICY tasks_on_seen_record ON tasks AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (created_by = ${USER} AND ${record('tasks')} AND ${colleague('assignee')});
      CREATE POLICY tasks_for_colleagues ON tasks AS RESTRICTIVE FOR UPDATE TO lambi_app USING (true) WITH CHECK (${colleague('assignee')});
      ${needsLeaf('tasks', 'INSERT OR UPDATE')}

      CREATE TABLE task_events (
        task_id uuid NOT NULL REFERENCES tasks (id),
        version int NOT NULL,
        owner_id int NOT NULL REFERENCES organisations (key),
        event text NOT NULL CHECK (event IN ('create', 'change', 'start', 'put_back', 'complete', 'cancel', 'reopen')),
        state text NOT NULL CHECK (state IN ('OPEN', 'IN_PROGRESS', 'DONE', 'CANCELLED')),
        note text,
        changes jsonb NOT NULL,
        at timestamptz NOT NULL DEFAULT now(),
        by_user int NOT NULL REFERENCES users (key),
        PRIMARY KEY (task_id, version));
      ${ownerOnly('task_events')}
      CREATE POLICY task_events_sees_task ON task_events AS RESTRICTIVE FOR SELECT TO lambi_app
        USING (EXISTS (SELECT 1 FROM tasks t WHERE t.id = task_events.task_id));
      CREATE POLICY task_events_on_seen_task ON task_events AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (by_user = ${USER} AND EXISTS (SELECT 1 FROM tasks t WHERE t.id = task_events.task_id));
      ${needsLeaf('task_events', 'INSERT')}
    `);
  }

  private async templates(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE task_templates (
        id uuid PRIMARY KEY,
        owner_id int NOT NULL REFERENCES organisations (key),
        name text NOT NULL,
        version int NOT NULL,
        record_kind text NOT NULL,
        label text,
        tasks jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by int NOT NULL REFERENCES users (key),
        CONSTRAINT task_templates_version_unique UNIQUE (owner_id, name, version));
      ${ownerOnly('task_templates')}
      ${needsLeaf('task_templates', 'INSERT')}
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DELETE FROM job_tasks WHERE name IN (${TASKS.map((task) => `'${task}'`).join(', ')});
      DROP TABLE task_templates, task_events, tasks, comment_versions, comments;`);
  }
}
