import { definer, ME, VISIBLE_RECORD } from './protect-table';

/**
 * Two searches among marks on firearms, which row-level security would make slow: array operators and LIKE are not leakproof. They run as
 * lambi_search, repeat the visibility of the record beside their own conditions, so that the limit cuts what the reader sees and nothing
 * else, and return keys; the caller joins them back to the protected table. Each plan is forced to begin with the marks and one index of
 * theirs: records are then looked up by key, as many as there are candidates.
 */
const PINNED = `SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_generic_plan
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off`;

const agreement = (column: string, asked: string, against: number): string =>
  `CASE WHEN cardinality(${asked}) = 0 OR c.${column} = '' THEN 0 WHEN c.${column} = ANY (${asked}) THEN 1 ELSE ${against} END`;
/** What the program ranks by, roughly: it decides which candidates come at all, where there are more than `most`. */
const WORTH = `c.worth + ${[
  agreement('make_key', 'makes', -2),
  agreement('model_key', 'models', -1.5),
  agreement('calibre_key', 'calibres', -1.5),
  agreement('type_key', 'types', -1.5),
].join(' + ')}`;
const COLUMNS = 'm.key, m.record_key, m.superseded_at, m.make_key, m.model_key, m.calibre_key, m.type_key';
const OF_KIND = `(kinds IS NULL OR m.kind = ANY (kinds))`;
const visibleOf = (candidates: string): string => `
        SELECT c.key, ${WORTH} AS worth FROM ${candidates} c JOIN records r ON r.key = c.record_key
         WHERE (c.superseded_at IS NULL OR r.owner_id = ${ME}) AND ${VISIBLE_RECORD}`;
const FACTS = 'makes text[], models text[], calibres text[], types text[], kinds text[], most int';
const RETURNS = `RETURNS TABLE (mark_key bigint) LANGUAGE plpgsql STABLE ROWS 50 ${PINNED}`;

export const COMPLETE = 'app.find_marks(text, text[], text, int[], text[], text[], text[], text[], text[], int)';
export const WITH_GAPS =
  'app.find_marks_with_gaps(int[], int[], text, int[], text[], text[], text[], text[], text[], int)';

/** asked: the folded number; spellings: itself, its core, and all one edit away; anchors: what it can share with a mark that has gaps. */
const findComplete = `
  CREATE FUNCTION app.find_marks(asked text, spellings text[], asked_core text, asked_anchors int[], ${FACTS}) ${RETURNS} AS $$
    BEGIN
      RETURN QUERY
      WITH candidates AS MATERIALIZED (
        SELECT ${COLUMNS}, CASE m.folded WHEN asked THEN length(asked) + 2 WHEN asked_core THEN length(asked_core) ELSE length(asked) - 3 END AS worth
          FROM firearm_marks m WHERE m.folded = ANY (spellings) AND ${OF_KIND}
        UNION ALL
        SELECT ${COLUMNS}, length(asked_core) FROM firearm_marks m WHERE m.core = asked_core AND m.core <> m.folded AND m.folded <> ALL (spellings) AND ${OF_KIND}
        UNION ALL
        SELECT ${COLUMNS}, length(translate(m.like_pattern, '%_', '')) FROM firearm_marks m WHERE m.anchors && asked_anchors AND asked LIKE m.like_pattern AND ${OF_KIND})
      SELECT v.key FROM (${visibleOf('candidates')}) v ORDER BY v.worth DESC, v.key DESC LIMIT most;
    END $$;`;

/** tokens: what every answer has; facts: tokens of make, calibre, type, one of which an answer must have; expression: of the folded number. */
const findWithGaps = `
  CREATE FUNCTION app.find_marks_with_gaps(asked_tokens int[], facts int[], expression text, asked_anchors int[], ${FACTS}) ${RETURNS} AS $$
    BEGIN
      RETURN QUERY
      WITH complete AS MATERIALIZED (
        SELECT ${COLUMNS}, 0 AS worth FROM firearm_marks m
         WHERE m.tokens @> asked_tokens AND m.tokens && facts AND m.folded ~ expression AND ${OF_KIND}),
      with_gaps AS MATERIALIZED (
        SELECT ${COLUMNS}, 0 AS worth FROM firearm_marks m
         WHERE m.anchors && asked_anchors AND (m.make_key = ANY (makes) OR m.calibre_key = ANY (calibres) OR m.type_key = ANY (types)
           OR m.make_key = '' OR m.calibre_key = '' OR m.type_key = '') AND ${OF_KIND})
      (SELECT v.key FROM (${visibleOf('complete')}) v ORDER BY v.worth DESC, v.key DESC LIMIT most)
      UNION ALL
      (SELECT v.key FROM (${visibleOf('with_gaps')}) v ORDER BY v.worth DESC, v.key DESC LIMIT most);
    END $$;`;

export const serialSearch = (): string =>
  `${definer('lambi_search', COMPLETE, findComplete)} ${definer('lambi_search', WITH_GAPS, findWithGaps)}`;
