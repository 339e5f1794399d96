import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CLEARANCE, definer, ME, READERS } from './support/protect-table';

/**
 * Search that row-level security would make slow, and the one way to add a job.
 *
 * `%` and LIKE are not leakproof, so under a policy their index may not be used (0.2 ms becomes 465). The search function
 * therefore runs as lambi_search, repeats the visibility test beside its own condition, and returns keys only; the caller joins
 * them back to the protected tables, so that a fault here costs rows and never shows one.
 */
export class SearchAndJobs1760000000006 implements MigrationInterface {
  name = 'SearchAndJobs1760000000006';

  async up(q: QueryRunner): Promise<void> {
    const pinned = `SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp`;
    await q.query(
      definer(
        'lambi_search',
        'app.search_names(text, text, real, int)',
        `
      CREATE FUNCTION app.search_names(wanted_kind text, wanted text, threshold real, most int) RETURNS TABLE (record_key bigint, seq int, similarity real)
      LANGUAGE plpgsql ${pinned} AS $$
        BEGIN
          PERFORM set_config('pg_trgm.word_similarity_threshold', threshold::text, true);
          RETURN QUERY
          SELECT i.record_key, i.seq, word_similarity(wanted, i.norm) AS score FROM identifiers i JOIN records r ON r.key = i.record_key
           WHERE i.kind = wanted_kind AND i.kind IN ('name', 'vessel_name') AND wanted <% i.norm
             AND (i.superseded_at IS NULL OR r.owner_id = ${ME})
             AND r.deleted_at IS NULL AND r.classification <= ${CLEARANCE}
             AND (r.owner_id = ${ME} OR (r.sharing = 'released' AND (r.readers_until IS NULL OR r.readers_until > now()) AND r.readers && ${READERS}))
           ORDER BY score DESC, i.record_key, i.seq LIMIT most;
        END $$;`,
      ),
    );
    await q.query(
      definer(
        'lambi_worker',
        'app.add_job(text, json, timestamptz, text)',
        `
      CREATE FUNCTION app.add_job(task text, payload json, run_at timestamptz, job_key text) RETURNS void LANGUAGE plpgsql ${pinned} AS $$
        BEGIN PERFORM graphile_worker.add_job(task, payload, run_at := run_at, job_key := job_key, max_attempts := 12); END $$;`,
      ),
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP FUNCTION app.add_job(text, json, timestamptz, text), app.search_names(text, text, real, int)`);
  }
}
