-- SQLite keeps no checksum of its pages. What no other index or sum holds a second time is kept once more by an index, so
-- that a bit that turned over in a row is found by comparing the two. The import's mark and the list's hint, which move
-- with each refresh and are no figures, are left out.
create index scraper_runs_copy on scraper_runs (
  id, usage_details, status, item_count, finished_at, cost_read_at, cost_read_nano_usd, cost_agreed_at, settled_at,
  next_read_at, repriced_nano_usd, repriced_at, gone_at
);
create index account_usage_copy on account_usage (cycle_start_at, usage, read_at);
create index histories_copy on histories (complete_from, complete_to, retention_days, retention_read_at);
create index cost_readings_copy on cost_readings (user_id, run_id, read_at, status, cost_nano_usd);
