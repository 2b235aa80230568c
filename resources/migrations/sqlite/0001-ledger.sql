-- One row for each run of a user. Instants are milliseconds since the epoch, amounts a billionth of a dollar.
create table scraper_runs (
  id integer primary key,
  user_id text not null,
  run_id text not null,
  scraper_id text not null,
  source text not null,
  cost_nano_usd integer check (cost_nano_usd >= 0),
  -- For people who open the file by hand; never summed.
  cost_usd real generated always as (cost_nano_usd / 1e9) virtual,
  usage_details text,
  item_count integer check (item_count >= 0),
  status text not null,
  created_at integer not null check (created_at >= 0),
  finished_at integer,
  -- When Apify's own detail of the run was last read; null for what only a feature reported.
  cost_read_at integer,
  import_id integer,
  unique (user_id, run_id)
);

create index scraper_runs_newest on scraper_runs (user_id, created_at desc, id desc);

create table imports (
  id integer primary key,
  user_id text not null,
  from_at integer not null,
  to_at integer not null,
  -- Runs are read newest first: everything from here to to_at is in the ledger.
  cursor_at integer not null,
  is_reset integer not null check (is_reset in (0, 1)),
  state text not null check (state in ('running', 'completed', 'cancelled', 'failed')),
  error_code text,
  runs_recorded integer not null default 0,
  runs_removed integer not null default 0,
  started_at integer not null,
  ended_at integer
);

create index imports_newest on imports (user_id, id desc);

-- Sums by quarter of an hour (it divides the offset of every zone in use) and over everything.
create table run_rollup_15m (
  user_id text not null,
  bucket_at integer not null,
  cost_nano_usd integer not null,
  runs integer not null,
  runs_without_cost integer not null,
  primary key (user_id, bucket_at)
) without rowid;

create table run_rollup_all (
  user_id text not null primary key,
  cost_nano_usd integer not null,
  runs integer not null,
  runs_without_cost integer not null
) without rowid;

-- The rollups follow the rows by trigger, so that no writer can change one without the other.
create trigger scraper_runs_inserted after insert on scraper_runs begin
  insert into run_rollup_15m values (
    new.user_id, new.created_at - new.created_at % 900000, coalesce(new.cost_nano_usd, 0), 1, new.cost_nano_usd is null
  ) on conflict do update set
    cost_nano_usd = cost_nano_usd + excluded.cost_nano_usd,
    runs = runs + 1,
    runs_without_cost = runs_without_cost + excluded.runs_without_cost;
  insert into run_rollup_all values (new.user_id, coalesce(new.cost_nano_usd, 0), 1, new.cost_nano_usd is null)
  on conflict do update set
    cost_nano_usd = cost_nano_usd + excluded.cost_nano_usd,
    runs = runs + 1,
    runs_without_cost = runs_without_cost + excluded.runs_without_cost;
end;

create trigger scraper_runs_deleted after delete on scraper_runs begin
  update run_rollup_15m set
    cost_nano_usd = cost_nano_usd - coalesce(old.cost_nano_usd, 0),
    runs = runs - 1,
    runs_without_cost = runs_without_cost - (old.cost_nano_usd is null)
  where user_id = old.user_id and bucket_at = old.created_at - old.created_at % 900000;
  delete from run_rollup_15m
  where user_id = old.user_id and bucket_at = old.created_at - old.created_at % 900000 and runs = 0;
  update run_rollup_all set
    cost_nano_usd = cost_nano_usd - coalesce(old.cost_nano_usd, 0),
    runs = runs - 1,
    runs_without_cost = runs_without_cost - (old.cost_nano_usd is null)
  where user_id = old.user_id;
  delete from run_rollup_all where user_id = old.user_id and runs = 0;
end;

create trigger scraper_runs_moved
after update of user_id, created_at, cost_nano_usd on scraper_runs
when old.user_id is not new.user_id
  or old.created_at is not new.created_at
  or old.cost_nano_usd is not new.cost_nano_usd
begin
  update run_rollup_15m set
    cost_nano_usd = cost_nano_usd - coalesce(old.cost_nano_usd, 0),
    runs = runs - 1,
    runs_without_cost = runs_without_cost - (old.cost_nano_usd is null)
  where user_id = old.user_id and bucket_at = old.created_at - old.created_at % 900000;
  update run_rollup_all set
    cost_nano_usd = cost_nano_usd - coalesce(old.cost_nano_usd, 0),
    runs = runs - 1,
    runs_without_cost = runs_without_cost - (old.cost_nano_usd is null)
  where user_id = old.user_id;
  insert into run_rollup_15m values (
    new.user_id, new.created_at - new.created_at % 900000, coalesce(new.cost_nano_usd, 0), 1, new.cost_nano_usd is null
  ) on conflict do update set
    cost_nano_usd = cost_nano_usd + excluded.cost_nano_usd,
    runs = runs + 1,
    runs_without_cost = runs_without_cost + excluded.runs_without_cost;
  insert into run_rollup_all values (new.user_id, coalesce(new.cost_nano_usd, 0), 1, new.cost_nano_usd is null)
  on conflict do update set
    cost_nano_usd = cost_nano_usd + excluded.cost_nano_usd,
    runs = runs + 1,
    runs_without_cost = runs_without_cost + excluded.runs_without_cost;
  delete from run_rollup_15m
  where user_id = old.user_id and bucket_at = old.created_at - old.created_at % 900000 and runs = 0;
  delete from run_rollup_all where user_id = old.user_id and runs = 0;
end;
