/* The written exceptions of row-security.spec.ts. Each has its reason; one that is no longer needed fails the test as well. */

/** Tables without row-level security. The program may only read them. */
export const OPEN_TABLES: Readonly<Record<string, string>> = {
  classifications: 'public facts (ST/SGB/2007/6)',
  countries: 'public facts (ISO 3166)',
  job_tasks: 'what jobs there are; the program reads it',
  migrations: "TypeORM's own; the program has no grant on it",
  ports: 'public facts (UN/LOCODE)',
  roles: 'public facts: what the roles are',
};

/** Tables the program writes in which a row needs no leaf. Each unit of work that writes must still tell the log something. */
export const WITHOUT_LEAF: Readonly<Record<string, string>> = {
  audiences: 'made with an organisation or a group, which need one',
  derived_copies: 'made of attachments, which need one; a record does not change by them',
  finding_keys: 'derived from what needs one',
  idempotency_keys: 'a receipt of a request; what it did needs one',
  manifest_bills: 'as many as bills, in a transaction that changes their manifest, which needs one',
  party_hits: 'derived, as many as parties that resemble somebody listed',
  reference_counters: 'counts the references of records, which need one',
  refresh_tokens: 'of a session',
  screening_run_counts: 'counts of a run, which needs one',
  screening_subjects: 'derived from records, which need one',
  sessions: 'signing in; the log says session.opened',
  target_scores: 'derived, as many as bills',
  targets: 'derived, as many as bills; a decision on one needs a leaf',
  watchlist_contents: 'as many as entries, in a transaction that changes their list, which needs one',
  watchlist_entries: 'as many as entries, in a transaction that changes their list, which needs one',
};

/** Unique keys over values that a person chooses and that do not contain the owner. */
export const OPEN_UNIQUE_KEYS: Readonly<Record<string, string>> = {
  consent_decisions_pkey: 'the id of a request, which the program makes and both sides see',
  held_back_values_pkey: 'the id of a field that is held back, which the program makes',
  inspection_reports_code_unique: 'drawn at random by the program: 95 bits',
  comment_versions_pkey: 'ids of comments are made by the program, and the policy refuses a foreign one first',
  task_events_pkey: 'ids of tasks are made by the program, and the policy refuses a foreign one first',
  source_contents_pkey: 'ids of sources are made by the program, and the policy refuses a foreign one first',
  source_opening_decisions_pkey: 'ids of openings are made by the program, and the policy refuses a foreign one first',
  audiences_code_unique: 'audiences are a directory every organisation may read',
  firearm_references_name_unique: 'names of the trade are public: whoever is signed in reads them all',
  rule_sets_version_unique: 'the law is public: whoever can meet it reads every version',
  organisations_code_unique: 'organisations are a directory every organisation may read',
  users_email_unique: 'only an access administrator, who sees all users, can meet it',
};

/** SECURITY DEFINER functions, with the role whose sight they have and who may call them. */
export const DEFINER_FUNCTIONS: readonly string[] = [
  // find a credential before anybody is known; count failures; the first administrator
  'app.organisation_reach(integer): lambi_auth, for lambi_app',
  'app.auth_attempts(bytea[]): lambi_auth, for lambi_app',
  'app.auth_by_api_key(bytea): lambi_auth, for lambi_app',
  'app.auth_by_email(text): lambi_auth, for lambi_app',
  'app.auth_by_one_time_token(bytea): lambi_auth, for lambi_app',
  'app.auth_by_reconciliation_link(bytea): lambi_auth, for lambi_app',
  'app.auth_by_refresh(bytea): lambi_auth, for lambi_app',
  'app.auth_by_session(uuid): lambi_auth, for lambi_app',
  'app.auth_by_user(integer): lambi_auth, for lambi_app',
  'app.auth_failed(bytea[]): lambi_auth, for lambi_app',
  'app.auth_succeeded(bytea[]): lambi_auth, for lambi_app',
  'app.create_first_administrator(bytea,uuid,text,text,text): lambi_auth, for lambi_app',
  'app.first_administrator_token(bytea): lambi_auth, for lambi_app',
  // derive who reads a record from its releases; keep events on one exchange in order
  'app.derive_readers(bigint): lambi_jobs, for nobody else',
  'app.expire_releases(): lambi_jobs, for lambi_app',
  'app.lock_for_event(uuid): lambi_jobs, for lambi_app',
  'app.releases_changed(): lambi_jobs, for lambi_owner',
  // whom an audience reaches and how many of them, for the preview of a release; whether a quoted field is shown to the reader
  'app.audience_reach(integer[]): lambi_auth, for lambi_app',
  'app.shows_field(bigint,text): lambi_search, for lambi_app',
  'app.require_leaf(): lambi_audit, for lambi_owner',
  // remind of reports, count what is overdue, tell a holder of a code that a report is genuine
  'app.overdue_report_duties(timestamp with time zone): lambi_jobs, for lambi_app',
  'app.remind_of_reports(timestamp with time zone): lambi_jobs, for lambi_app',
  'app.verify_report(text): lambi_audit, for lambi_app',
  // tell people of other organisations, and plan what goes out; how much waits
  'app.dispatch_notice(uuid,text[],jsonb,boolean,timestamp with time zone): lambi_jobs, for lambi_app',
  'app.fan_out_notice(uuid,text[],jsonb,integer): lambi_jobs, for nobody else',
  'app.give_notice(uuid,text,uuid,text,uuid,integer,integer,integer,timestamp with time zone,text[],jsonb): lambi_jobs, for lambi_app',
  'app.notification_backlog(): lambi_jobs, for lambi_app',
  // write and read the log
  'app.append_leaf(uuid,bytea,bytea,uuid[]): lambi_audit, for lambi_app',
  'app.append_leaf_for(integer,uuid,bytea,bytea): lambi_audit, for lambi_app',
  'app.keep_version(): lambi_audit, for lambi_owner',
  'app.ended_releases(bigint[]): lambi_audit, for lambi_app',
  'app.index_readings(uuid): lambi_audit, for lambi_app',
  'app.unreferenced_files(text[]): lambi_audit, for lambi_app',
  'app.log_head(bigint): lambi_audit, for lambi_app',
  'app.log_nodes(integer[],bigint[]): lambi_audit, for lambi_app',
  'app.newest_heads(): lambi_audit, for lambi_worker',
  'app.receipt_leaf(uuid): lambi_audit, for lambi_app',
  'app.record_state(bigint): lambi_audit, for nobody else',
  'app.record_state_hash(bigint): lambi_audit, for lambi_app',
  'app.sequence_begin(integer): lambi_audit, for lambi_worker',
  'app.sequence_nodes(integer,integer[],bigint[]): lambi_audit, for lambi_worker',
  'app.sequence_store(integer,bigint,bigint[],integer[],bigint[],bytea[],bigint,bytea,timestamp with time zone,text,bytea): lambi_audit, for lambi_worker',
  'app.sequencer_lag(): lambi_audit, for lambi_app',
  // search names; how old published lists are; add a job
  'app.add_job(text,json,timestamp with time zone,text): lambi_worker, for lambi_app',
  'app.find_marks(text,text[],text,integer[],text[],text[],text[],text[],text[],integer): lambi_search, for lambi_app',
  'app.find_marks_with_gaps(integer[],integer[],text,integer[],text[],text[],text[],text[],text[],integer): lambi_search, for lambi_app',
  'app.published_list_ages(): lambi_search, for lambi_app',
  'app.search_names(text,text,real,integer): lambi_search, for lambi_app',
  // publish, ask and match blindly: hashes go in, what the rules allow comes out
  'app.answer_blind_contact(uuid,boolean): lambi_search, for lambi_app',
  'app.answer_blindly(uuid): lambi_search, for lambi_app',
  'app.ask_blindly(uuid,text,text,integer,integer,bytea,bytea): lambi_search, for lambi_app',
  'app.stale_blind_sets(integer): lambi_search, for lambi_app',
  'app.tell_blind_contact(uuid): lambi_search, for lambi_app',
  'app.tell_blind_holders(uuid): lambi_search, for lambi_app',
  'app.want_blind_contact(uuid,text): lambi_search, for lambi_app',
  // seal the secrets of webhooks anew, which only the program can open
  'app.reseal_webhook_secret(uuid,text,text): lambi_jobs, for lambi_app',
  'app.sealed_webhook_secrets(uuid,integer): lambi_jobs, for lambi_app',
  // wrap the keys of protected sources anew: no ciphertext goes in or out
  'app.rewrap_source_key(uuid,bytea,text,bytea): lambi_jobs, for lambi_app',
  'app.wrapped_source_keys(text,integer): lambi_jobs, for lambi_app',
  // a relation is there for who sees its ends; where the next statement goes
  'app.mark_relation(): lambi_jobs, for lambi_owner',
  'app.next_seqs(bigint[]): lambi_search, for lambi_app',
  'app.sees_ends(bigint): lambi_search, for lambi_app',
];

/** Functions of our own that a policy calls. Anything that can be written as SQL in the policy is. */
export const POLICY_FUNCTIONS: readonly string[] = [
  // every statement over these tables would be planned with its looks, and next to no row is held back
  'inspection_items inspection_items_held app.shows_held(uuid,bigint)',
  // who may not even be told that a field is held back must not be shown a quote of it
  'quotes quotes_sees_source app.shows_field(bigint,text)',
  'quotes quotes_shows_source app.shows_field(bigint,text)',
  // a policy on records cannot read records; only relations are asked about (ADR 0026)
  'records records_relates app.sees_ends(bigint)',
  'shipment_containers shipment_containers_held app.shows_held(uuid,bigint)',
  'shipment_parties shipment_parties_held app.shows_held(uuid,bigint)',
];
