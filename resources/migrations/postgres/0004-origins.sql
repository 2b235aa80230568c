-- What started the run, in Apify's word, such as SCHEDULER; null: not known, as of every run that was read before.
--
-- The columns that scraper_runs lacks. None has a default, so that no row is written anew.
create or replace function decompte.add_run_columns() returns void language plpgsql as $$
begin
  alter table scraper_runs
    add column if not exists usage_details jsonb,
    add column if not exists item_count integer,
    add column if not exists cost_nano_usd bigint,
    add column if not exists finished_at bigint,
    add column if not exists cost_read_at bigint,
    add column if not exists cost_read_nano_usd bigint,
    add column if not exists cost_agreed_at bigint,
    add column if not exists settled_at bigint,
    add column if not exists next_read_at bigint,
    add column if not exists listed_nano_usd bigint,
    add column if not exists repriced_nano_usd bigint,
    add column if not exists repriced_at bigint,
    add column if not exists gone_at bigint,
    add column if not exists import_id bigint,
    add column if not exists run_origin text;
  if not exists (select from pg_constraint where conrelid = 'scraper_runs'::regclass and conname = 'scraper_runs_amounts')
  then
    -- Not valid: rows that are there need no look, since these columns are new.
    alter table scraper_runs add constraint scraper_runs_amounts check (
      cost_nano_usd >= 0 and cost_read_nano_usd >= 0 and listed_nano_usd >= 0 and repriced_nano_usd >= 0
    ) not valid;
  end if;
end $$;

-- A table with rows is changed by who opens the ledger, in a moment in which nobody uses it.
do $$ begin
  if exists (select from pg_trigger where tgrelid = to_regclass('scraper_runs') and tgname = 'decompte_inserted')
    and not exists (select from scraper_runs)
  then
    perform decompte.add_run_columns();
  end if;
end $$;
