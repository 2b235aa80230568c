-- The ledger on Postgres, 14 or newer. All of ours is in the schema "decompte", but for scraper_runs: that one is found
-- by the search path, because another application's table of that name is adopted.
--
-- At the end of this file a missing scraper_runs is made. One that is there is left as it is: who adopts it checks it
-- first and then calls decompte.complete_scraper_runs(), which only adds, and adds only what is missing. Indexes of its
-- names may be made before, concurrently.
--
-- Instants of ours are milliseconds since the epoch, amounts a billionth of a dollar, as in SQLite.

-- Whatever the columns of an adopted table are, these functions read them. None may fail: another application's insert
-- would fail with it.

-- A cost that is no amount, or too large to be one, is not known.
create function decompte.nano_usd(usd numeric) returns bigint language sql immutable parallel safe
return case when usd between -9000000000 and 9000000000 then round(usd * 1000000000)::bigint end;

-- By the shortest decimal writing, so that 0.1 is 100,000,000.
create function decompte.nano_usd(usd double precision) returns bigint language sql immutable parallel safe
set extra_float_digits = 1
return decompte.nano_usd(usd::text::numeric);

create function decompte.nano_usd(usd real) returns bigint language sql immutable parallel safe
set extra_float_digits = 1
return decompte.nano_usd(usd::text::numeric);

create function decompte.usd(nano_usd bigint) returns numeric language sql immutable parallel safe
return trim_scale(nano_usd * 0.000000001);

-- When a run started, in UTC, as which a column without a zone is taken. A row without a start is at the epoch.
create function decompte.started(at timestamp) returns timestamp language sql immutable parallel safe
return coalesce(at, 'epoch'::timestamp);

create function decompte.started(at timestamptz) returns timestamp language sql immutable parallel safe
return coalesce(at at time zone 'UTC', 'epoch'::timestamp);

-- What JavaScript's dates can't hold is their first or last.
create function decompte.instant_ms(started timestamp) returns bigint language sql immutable parallel safe
return floor(greatest(least(extract(epoch from started) * 1000, 8640000000000000), -8640000000000000))::bigint;

create function decompte.instant_of(ms bigint) returns timestamp language sql immutable parallel safe
return 'epoch'::timestamp + make_interval(hours => (ms / 3600000)::integer, secs => (ms % 3600000) / 1000.0);

create function decompte.quarter_of(started timestamp) returns timestamp language sql immutable parallel safe
return case
  -- The last of JavaScript's dates; what lies thousands of years behind it can't be binned.
  when started > '275760-09-13' then '275760-09-13'::timestamp
  when isfinite(started) then date_bin('15 minutes', started, 'epoch')
  else 'epoch'::timestamp
end;

create function decompte.bucket_of(ms bigint, width_minutes integer) returns bigint
language sql immutable parallel safe
return floor(ms::numeric / (width_minutes * 60000)) * (width_minutes * 60000);

-- Details of another form than an object say nothing.
create function decompte.details(told jsonb) returns jsonb language sql immutable parallel safe
return case when jsonb_typeof(told) = 'object' then told end;

create function decompte.details(told text) returns jsonb language plpgsql immutable as $$
begin
  return decompte.details(told::jsonb);
exception when others then
  return null;
end $$;

create function decompte.details(told json) returns jsonb language sql immutable
return decompte.details(told::text);

create table decompte.cost_readings (
  user_id text not null,
  run_id text not null,
  read_at bigint not null,
  status text not null,
  cost_nano_usd bigint check (cost_nano_usd >= 0),
  primary key (user_id, run_id, read_at)
);

create table decompte.imports (
  id bigint generated always as identity primary key,
  user_id text not null,
  from_at bigint not null,
  to_at bigint not null,
  cursor_at bigint not null,
  is_reset boolean not null,
  state text not null check (state in ('running', 'completed', 'cancelled', 'failed')),
  error_code text,
  runs_recorded bigint not null default 0,
  runs_new bigint not null default 0,
  runs_changed bigint not null default 0,
  runs_removed bigint not null default 0,
  retry_at bigint,
  started_at bigint not null,
  ended_at bigint
);

create index imports_newest on decompte.imports (user_id, id desc);

create table decompte.histories (
  user_id text primary key,
  complete_from bigint,
  complete_to bigint,
  retention_days integer,
  retention_read_at bigint
);

create table decompte.actors (
  user_id text not null,
  actor_id text not null,
  name text,
  title text,
  looked_up_at bigint not null,
  primary key (user_id, actor_id)
);

create table decompte.account_usage (
  user_id text not null,
  cycle_start_at bigint not null,
  usage jsonb not null,
  read_at bigint not null,
  primary key (user_id, cycle_start_at)
);

-- Sums by quarter of an hour and by hour in UTC: a day of any zone is whole hours and, in some zones, a few quarters.
create table decompte.run_rollup (
  user_id text not null,
  width_minutes smallint not null check (width_minutes in (15, 60)),
  bucket_at bigint not null,
  cost_nano_usd numeric not null,
  runs bigint not null,
  runs_without_cost bigint not null,
  primary key (user_id, width_minutes, bucket_at)
) with (fillfactor = 80);

-- A user's row here is the lock of all of the user's sums.
create table decompte.run_rollup_all (
  user_id text primary key,
  cost_nano_usd numeric not null,
  runs bigint not null,
  runs_without_cost bigint not null
) with (fillfactor = 50);

-- What a writer had to add while another one held the user's sums: part of them until the next writer moves it there.
create table decompte.run_rollup_pending (
  user_id text not null,
  bucket_at bigint not null,
  cost_nano_usd numeric not null,
  runs bigint not null,
  runs_without_cost bigint not null
);

create index run_rollup_pending_user on decompte.run_rollup_pending (user_id);

create view decompte.user_totals as
select
  user_id, sum(cost_nano_usd) as cost_nano_usd, sum(runs) as runs, sum(runs_without_cost) as runs_without_cost,
  count(*) filter (where is_pending) as pending
from (
  select user_id, cost_nano_usd, runs, runs_without_cost, false as is_pending from decompte.run_rollup_all
  union all
  select user_id, cost_nano_usd, runs, runs_without_cost, true from decompte.run_rollup_pending
) as parts
group by user_id;

-- The sums over each span, in their order: its whole hours by the hour, what stands out at either end by the quarter. No
-- span may begin before the one before it has ended: then all hours are read in one go.
create function decompte.totals_of_spans(of_user text, starts bigint[], ends bigint[])
returns table (cost_nano_usd numeric, runs bigint, runs_without_cost bigint)
language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
  return query
  with edge as (
    select distinct decompte.bucket_of(instant, 60) as hour_at from unnest(starts || ends) as instant
    where instant % 3600000 <> 0
  ), part as (
    select width_bucket(rollup.bucket_at, starts) as place, 3600000 as length_ms, rollup.*
    from decompte.run_rollup as rollup
    where user_id = of_user and width_minutes = 60 and bucket_at >= starts[1] and bucket_at < ends[array_length(ends, 1)]
    union all
    select width_bucket(rollup.bucket_at, starts), 900000, rollup.*
    -- "offset 0" has each edge's four quarters looked up, rather than all quarters compared with all edges.
    from edge cross join lateral (
      select * from decompte.run_rollup
      where user_id = of_user and width_minutes = 15 and bucket_at >= hour_at and bucket_at < hour_at + 3600000
      offset 0
    ) as rollup
    union all
    select
      width_bucket(bucket_at, starts), 900000, user_id, 15::smallint, bucket_at, pending.cost_nano_usd, pending.runs,
      pending.runs_without_cost
    from decompte.run_rollup_pending as pending where user_id = of_user
  ), total as (
    select
      part.place, sum(part.cost_nano_usd) as cost_nano_usd, sum(part.runs)::bigint as runs,
      sum(part.runs_without_cost)::bigint as runs_without_cost
    from part where part.bucket_at + part.length_ms <= ends[part.place]
    group by part.place
  )
  select
    coalesce(total.cost_nano_usd, 0), coalesce(total.runs, 0), coalesce(total.runs_without_cost, 0)
  from generate_subscripts(starts, 1) as place left join total using (place)
  order by place;
end $$;

-- While the sums over an adopted table are built: the rows that started before built_to are in them. Who moves it calls
-- lock_rollup_build() first, in the transaction that adds the sums of the rows up to there.
create table decompte.rollup_build (
  is_only boolean primary key default true check (is_only),
  built_to timestamptz not null
);

-- No lock of the row: those who come to share a row overtake one that waits to have it alone, so that it never would as
-- long as the transactions of writers overlap. In the queue for this lock nobody is overtaken.
create function decompte.lock_rollup_build() returns void language sql
as 'select pg_catalog.pg_advisory_xact_lock(4703159220)';

create type decompte.rollup_delta as (
  user_id text,
  bucket_at bigint,
  cost_nano_usd numeric,
  runs bigint,
  runs_without_cost bigint
);

-- Adds to the sums, one delta for a user and quarter of an hour. It waits for nobody, so that no writer can be in a
-- deadlock because of the sums: the deltas of a user whose row is held by another transaction are left as pending.
-- Without deltas it moves what is pending of these users.
create function decompte.add_to_rollups(deltas decompte.rollup_delta[], users text[]) returns void
language plpgsql security definer set search_path = pg_catalog, decompte, pg_temp as $$
declare
  held text[] := '{}';
  due decompte.rollup_delta[];
begin
  -- Elsewhere a row that changed since the transaction's beginning is an error, not a row to add to.
  if current_setting('transaction_isolation') = 'read committed' then
    -- To insert a row that another transaction has inserted is to wait for it: of a new user only one does.
    with missing as materialized (
      select distinct wanted.user_id from unnest(users) as wanted (user_id)
      where not exists (select from run_rollup_all as known where known.user_id = wanted.user_id)
    )
    insert into run_rollup_all
    select user_id, 0, 0, 0 from missing
    where pg_try_advisory_xact_lock(hashtext('decompte.run_rollup_all'), hashtext(user_id))
    on conflict do nothing;

    select coalesce(array_agg(user_id), '{}') into held from (
      select user_id from run_rollup_all where user_id = any (users) order by user_id for update skip locked
    ) as locked;
  end if;

  insert into run_rollup_pending select * from unnest(deltas) as delta where delta.user_id <> all (held);
  if held = '{}' then
    return;
  end if;

  with moved as (
    delete from run_rollup_pending where user_id = any (held)
    returning user_id, bucket_at, cost_nano_usd, runs, runs_without_cost
  )
  select array_agg(part::rollup_delta) into due from (
    select * from unnest(deltas) as delta where delta.user_id = any (held)
    union all
    select * from moved
  ) as part;
  if due is null then
    return;
  end if;

  insert into run_rollup as known
  select user_id, width, bucket_of(bucket_at, width), sum(cost_nano_usd), sum(runs), sum(runs_without_cost)
  from unnest(due), unnest('{15, 60}'::smallint[]) as width
  group by 1, 2, 3
  on conflict (user_id, width_minutes, bucket_at) do update set
    cost_nano_usd = known.cost_nano_usd + excluded.cost_nano_usd,
    runs = known.runs + excluded.runs,
    runs_without_cost = known.runs_without_cost + excluded.runs_without_cost;

  insert into run_rollup_all as known
  select user_id, sum(cost_nano_usd), sum(runs), sum(runs_without_cost) from unnest(due) group by user_id
  on conflict (user_id) do update set
    cost_nano_usd = known.cost_nano_usd + excluded.cost_nano_usd,
    runs = known.runs + excluded.runs,
    runs_without_cost = known.runs_without_cost + excluded.runs_without_cost;

  if exists (select from unnest(due) where runs < 0) then
    delete from run_rollup as known using unnest(due) as delta, unnest('{15, 60}'::smallint[]) as width
    where known.user_id = delta.user_id and known.width_minutes = width
      and known.bucket_at = bucket_of(delta.bucket_at, width)
      and known.runs = 0 and known.runs_without_cost = 0 and known.cost_nano_usd = 0;
    delete from run_rollup_all
    where user_id = any (held) and runs = 0 and runs_without_cost = 0 and cost_nano_usd = 0;
  end if;
end $$;

-- Keeps the sums equal to the rows, whoever writes them: it compares what the statement's rows were and what they are.
create function decompte.keep_rollups() returns trigger
language plpgsql security definer set search_path = pg_catalog, decompte, pg_temp as $$
declare
  counted_to timestamp;
  added rollup_delta[];
  removed rollup_delta[];
  deltas rollup_delta[];
  users text[];
begin
  select built_to at time zone 'UTC' into counted_to from rollup_build;
  if counted_to <> 'infinity' then
    -- Until this transaction ends the sums can't be built further, so that each row is counted once. One that sees the
    -- bound only where it was at its beginning fails here when it has moved.
    perform pg_advisory_xact_lock_shared(4703159220);
    select built_to at time zone 'UTC' into counted_to from rollup_build for share;
  end if;

  if tg_op <> 'DELETE' then
    select array_agg((user_id, instant_ms(quarter), cost, runs, without_cost)::rollup_delta) into added from (
      select
        user_id::text as user_id, quarter_of(started(created_at)) as quarter, coalesce(sum(nano_usd), 0) as cost,
        count(*) as runs, count(*) - count(nano_usd) as without_cost
      from (select *, coalesce(cost_nano_usd, nano_usd(cost_usd)) as nano_usd from fresh) as run
      where user_id is not null and (counted_to = 'infinity' or started(created_at) < counted_to)
      group by 1, 2
    ) as bucket;
  end if;
  if tg_op <> 'INSERT' then
    select array_agg((user_id, instant_ms(quarter), -cost, -runs, -without_cost)::rollup_delta) into removed from (
      select
        user_id::text as user_id, quarter_of(started(created_at)) as quarter, coalesce(sum(nano_usd), 0) as cost,
        count(*) as runs, count(*) - count(nano_usd) as without_cost
      from (select *, coalesce(cost_nano_usd, nano_usd(cost_usd)) as nano_usd from stale) as run
      where user_id is not null and (counted_to = 'infinity' or started(created_at) < counted_to)
      group by 1, 2
    ) as bucket;
  end if;

  select array_agg((user_id, bucket_at, cost, runs, without_cost)::rollup_delta), array_agg(distinct user_id)
  into deltas, users
  from (
    select user_id, bucket_at, sum(cost_nano_usd) as cost, sum(runs) as runs, sum(runs_without_cost) as without_cost
    from unnest(added || removed)
    group by 1, 2
    having sum(cost_nano_usd) <> 0 or sum(runs) <> 0 or sum(runs_without_cost) <> 0
  ) as change;
  if deltas is not null then
    perform add_to_rollups(deltas, users);
  end if;
  return null;
end $$;

-- Keeps a reading of Apify's detail where the one that takes its place says something else. By groups and not by a join,
-- since the plan is made once for one row and for a thousand.
create function decompte.keep_former_readings() returns trigger
language plpgsql security definer set search_path = pg_catalog, decompte, pg_temp as $$
begin
  if not exists (select from stale where cost_read_at is not null) then
    return null;
  end if;
  insert into cost_readings (user_id, run_id, read_at, status, cost_nano_usd)
  select
    user_id, run_id, max(cost_read_at) filter (where is_former), max(status) filter (where is_former),
    max(cost_read_nano_usd) filter (where is_former)
  from (
    select user_id::text, run_id::text, cost_read_at, status::text, cost_read_nano_usd, true as is_former from stale
    union all
    select user_id::text, run_id::text, cost_read_at, status::text, cost_read_nano_usd, false from fresh
  ) as reading
  where cost_read_at is not null
  group by 1, 2
  having count(*) filter (where is_former) = 1 and count(*) filter (where not is_former) = 1
    and (max(status) filter (where is_former), max(cost_read_nano_usd) filter (where is_former))
      is distinct from (max(status) filter (where not is_former), max(cost_read_nano_usd) filter (where not is_former))
  on conflict do nothing;
  return null;
end $$;

create function decompte.forget_readings() returns trigger
language plpgsql security definer set search_path = pg_catalog, decompte, pg_temp
set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  delete from cost_readings using stale
  where cost_readings.user_id = stale.user_id::text and cost_readings.run_id = stale.run_id::text;
  return null;
end $$;

create function decompte.empty_rollups() returns trigger
language plpgsql security definer set search_path = pg_catalog, decompte, pg_temp as $$
begin
  delete from run_rollup;
  delete from run_rollup_all;
  delete from run_rollup_pending;
  delete from cost_readings;
  return null;
end $$;

-- We write a cost in both columns. Another application writes cost_usd alone, and that is then the cost.
create function decompte.forget_nano_usd() returns trigger language plpgsql as $$
begin
  new.cost_nano_usd := null;
  return new;
end $$;

-- The columns that scraper_runs lacks. None has a default, so that no row is written anew.
create function decompte.add_run_columns() returns void language plpgsql as $$
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
    add column if not exists import_id bigint;
  if not exists (select from pg_constraint where conrelid = 'scraper_runs'::regclass and conname = 'scraper_runs_amounts')
  then
    -- Not valid: rows that are there need no look, since these columns are new.
    alter table scraper_runs add constraint scraper_runs_amounts check (
      cost_nano_usd >= 0 and cost_read_nano_usd >= 0 and listed_nano_usd >= 0 and repriced_nano_usd >= 0
    ) not valid;
  end if;
end $$;

-- The indexes that scraper_runs lacks. One whose making was cut off is there but not valid, and so is lacking too.
create function decompte.missing_run_indexes() returns table (name text, kind text, columns text) language sql stable as $$
  select wanted.*
  from (
    values
      ('decompte_runs_user_run', 'unique', '(user_id, run_id)'),
      ('decompte_runs_newest', '', '(user_id, created_at desc nulls last, id desc nulls last)'),
      ('decompte_runs_due', '', '(user_id, next_read_at) where next_read_at is not null'),
      ('decompte_runs_actors', '', '(user_id, source, scraper_id)')
  ) as wanted (name, kind, columns)
  where not exists (
    select from pg_index join pg_class on pg_class.oid = indexrelid
    where indrelid = to_regclass('scraper_runs') and indisvalid and (
      wanted.kind <> 'unique' and relname = wanted.name
      or wanted.kind = 'unique' and indisunique and indimmediate and indpred is null and indexprs is null
        and indnkeyatts = 2
        and (
          select array_agg(attname::text order by attname) from pg_attribute
          where attrelid = indrelid and attnum = any (indkey[0:1])
        ) = '{run_id, user_id}'
    )
  )
$$;

-- A run that would be nobody's is an error.
create function decompte.required(value anyelement) returns anyelement language plpgsql immutable as $$
begin
  if value is null then
    raise exception 'scraper_runs can''t hold runs of such a user' using errcode = 'invalid_parameter_value';
  end if;
  return value;
end $$;

create function decompte.make_key(signature text, type text, body text) returns void language plpgsql as $$
begin
  execute format(
    'create or replace function decompte.%s returns %s language sql immutable parallel safe return %s', signature, type, body
  );
end $$;

-- Adds to scraper_runs whatever it lacks: columns, indexes, triggers, and functions that depend on its columns' types.
create function decompte.complete_scraper_runs() returns void language plpgsql as $$
declare
  types jsonb;
  cost_modifier integer;
  missing record;
begin
  perform decompte.add_run_columns();
  for missing in select * from decompte.missing_run_indexes() loop
    execute format('create %s index %I on scraper_runs %s', missing.kind, missing.name, missing.columns);
  end loop;

  select jsonb_object_agg(attname, format_type(atttypid, null)), max(atttypmod) filter (where attname = 'cost_usd') - 4
  into types, cost_modifier
  from pg_attribute where attrelid = 'scraper_runs'::regclass and attnum > 0 and not attisdropped;

  -- A user, an instant, a count and a cost as the table's columns have them. A name that can be no user of it is none,
  -- what is too large for a count is the largest, and a cost for which cost_usd is too narrow stands in our column alone.
  perform decompte.make_key('user_key(name text)', types ->> 'user_id', case types ->> 'user_id'
    when 'uuid' then $key$case when name ~* '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' then name::uuid end$key$
    else 'name'
  end);
  perform decompte.make_key('start_key(ms bigint)', types ->> 'created_at', case types ->> 'created_at'
    when 'timestamp with time zone' then $key$decompte.instant_of(ms) at time zone 'UTC'$key$
    else 'decompte.instant_of(ms)'
  end);
  perform decompte.make_key('item_count_key(items bigint)', types ->> 'item_count', case types ->> 'item_count'
    when 'smallint' then 'case when items > 32767 then 32767 else items end::smallint'
    when 'integer' then 'case when items > 2147483647 then 2147483647 else items end::integer'
    else 'items'
  end);
  perform decompte.make_key('cost_key(nano_usd bigint)', types ->> 'cost_usd', case
    when types ->> 'cost_usd' <> 'numeric' then format('decompte.usd(nano_usd)::%s', types ->> 'cost_usd')
    when cost_modifier < 0 then 'decompte.usd(nano_usd)'
    else format(
      'case when round(decompte.usd(nano_usd), %2$s) < 10::numeric ^ (%1$s - %2$s) then decompte.usd(nano_usd) end',
      cost_modifier >> 16, cost_modifier & 1023
    )
  end);

  create or replace trigger decompte_inserted after insert on scraper_runs
    referencing new table as fresh for each statement execute function decompte.keep_rollups();
  create or replace trigger decompte_updated after update on scraper_runs
    referencing old table as stale new table as fresh for each statement execute function decompte.keep_rollups();
  create or replace trigger decompte_deleted after delete on scraper_runs
    referencing old table as stale for each statement execute function decompte.keep_rollups();
  create or replace trigger decompte_read_again after update on scraper_runs
    referencing old table as stale new table as fresh for each statement execute function decompte.keep_former_readings();
  create or replace trigger decompte_forgotten after delete on scraper_runs
    referencing old table as stale for each statement execute function decompte.forget_readings();
  create or replace trigger decompte_truncated after truncate on scraper_runs
    for each statement execute function decompte.empty_rollups();
  create or replace trigger decompte_cost_changed before update on scraper_runs
    for each row
    when (old.cost_usd is distinct from new.cost_usd and old.cost_nano_usd is not distinct from new.cost_nano_usd)
    execute function decompte.forget_nano_usd();
end $$;

do $$ begin
  if to_regclass('scraper_runs') is not null then
    insert into decompte.rollup_build (built_to) values ('-infinity');
    return;
  end if;
  insert into decompte.rollup_build (built_to) values ('infinity');
  -- The search path of a role named "decompte" begins with our own schema.
  execute format(
    $create$create table %I.scraper_runs (
      id bigint generated by default as identity primary key,
      user_id text not null,
      run_id text not null,
      scraper_id text not null,
      source text not null,
      cost_usd numeric,
      usage_details jsonb,
      item_count integer check (item_count >= 0),
      status text not null,
      created_at timestamptz not null default now()
    )$create$,
    (select name from unnest(current_schemas(false)) as name where name <> 'decompte' limit 1)
  );
  perform decompte.complete_scraper_runs();
end $$;
