-- A cost moves after the fact: each row keeps what its readings said, and when the next one is due.
alter table scraper_runs add column cost_read_nano_usd integer check (cost_read_nano_usd >= 0);
alter table scraper_runs add column cost_agreed_at integer;
alter table scraper_runs add column settled_at integer;
alter table scraper_runs add column next_read_at integer;
-- What Apify's list says of the cost: a hint whose change asks for the detail, never an amount that counts.
alter table scraper_runs add column listed_nano_usd integer check (listed_nano_usd >= 0);
-- What Apify said of a settled run later on. It stands beside the settled amount.
alter table scraper_runs add column repriced_nano_usd integer check (repriced_nano_usd >= 0);
alter table scraper_runs add column repriced_at integer;
-- When Apify first said that it does not have the run any more.
alter table scraper_runs add column gone_at integer;

-- What was read once, a day or more after the run's end, was the last word; the rest is read again soon.
update scraper_runs set cost_read_nano_usd = cost_nano_usd, cost_agreed_at = cost_read_at
where cost_read_at is not null;
update scraper_runs set settled_at = cost_read_at
where cost_nano_usd is not null and cost_read_at - finished_at >= 86400000
  and status in ('SUCCEEDED', 'FAILED', 'TIMED-OUT', 'ABORTED');
update scraper_runs set next_read_at = cost_read_at
where cost_read_at is not null and settled_at is null
  and (cost_nano_usd is not null or finished_at is null or cost_read_at - finished_at < 86400000);

create index scraper_runs_due on scraper_runs (user_id, next_read_at) where next_read_at is not null;
-- Which Actors there are, without walking over their runs.
create index scraper_runs_actors on scraper_runs (user_id, source, scraper_id);

-- Every former reading that said something else than the one after it; the last one is in the row itself.
create table cost_readings (
  user_id text not null,
  run_id text not null,
  read_at integer not null,
  status text not null,
  cost_nano_usd integer check (cost_nano_usd >= 0),
  primary key (user_id, run_id, read_at)
) without rowid;

create trigger scraper_runs_forgotten after delete on scraper_runs begin
  delete from cost_readings where user_id = old.user_id and run_id = old.run_id;
end;

alter table imports add column runs_new integer not null default 0;
alter table imports add column runs_changed integer not null default 0;
-- Before this Apify asked not to be called again.
alter table imports add column retry_at integer;

-- Windows end so far ahead that no clock of this computer can keep a new run out.
update imports set cursor_at = cursor_at + 34473600000 where cursor_at = to_at;
update imports set to_at = to_at + 34473600000;

-- From when to when the ledger holds every run that Apify had, and for how long Apify keeps them.
create table histories (
  user_id text not null primary key,
  complete_from integer,
  complete_to integer,
  retention_days integer,
  retention_read_at integer
) without rowid;

-- Actors by name. A null name could not be looked up.
create table actors (
  user_id text not null,
  actor_id text not null,
  name text,
  title text,
  looked_up_at integer not null,
  primary key (user_id, actor_id)
) without rowid;

-- What Apify last said of a billing cycle's usage, as JSON.
create table account_usage (
  user_id text not null,
  cycle_start_at integer not null,
  usage text not null,
  read_at integer not null,
  primary key (user_id, cycle_start_at)
) without rowid;
