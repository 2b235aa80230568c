-- What a person wants to spend at most, and what was announced of it. Instants are milliseconds since the epoch, amounts
-- a billionth of a dollar.
create table budgets (
  id integer primary key,
  user_id text not null,
  budget_id text not null,
  amount_nano_usd integer not null check (amount_nano_usd > 0),
  -- For people who open the file by hand; never compared.
  amount_usd real generated always as (amount_nano_usd / 1e9) virtual,
  window text not null,
  scraper_id text,
  -- Whole percents, as JSON.
  thresholds text not null,
  time_zone text not null,
  is_on integer not null check (is_on in (0, 1)),
  is_projection_announced integer not null check (is_projection_announced in (0, 1)),
  created_at integer not null,
  effective_since integer not null,
  -- Since when it is deleted; it can be brought back.
  deleted_at integer,
  unique (user_id, budget_id)
);

-- What was announced, or is not to be any more, in one window of a budget.
create table budget_marks (
  user_id text not null,
  -- Empty for what is no budget's.
  budget_id text not null,
  window_label text not null,
  -- A percent, or a name.
  trigger text not null,
  amount_nano_usd integer not null,
  marked_at integer not null,
  primary key (user_id, budget_id, window_label, trigger)
) without rowid;

create table alerts (
  id integer primary key,
  user_id text not null,
  alert_id text not null,
  -- As JSON, amounts as text.
  announcement text not null,
  raised_at integer not null,
  delivery text not null check (delivery in ('pending', 'held', 'shown', 'in-window')),
  acknowledged_at integer,
  -- When its webhook is sent next; null: it is not.
  next_send_at integer,
  send_attempts integer not null default 0,
  unique (user_id, alert_id)
);

create index alerts_newest on alerts (user_id, id desc);
create index alerts_undelivered on alerts (user_id, id) where delivery in ('pending', 'held');
create index alerts_unsent on alerts (user_id, id) where next_send_at is not null;

create table alert_settings (
  user_id text not null primary key,
  -- As JSON.
  settings text not null
) without rowid;

create table alert_snoozes (
  user_id text not null,
  -- Empty for every alert.
  budget_id text not null,
  until_at integer not null,
  primary key (user_id, budget_id)
) without rowid;

-- What one scraper cost, without its rows, and its newest runs: from one id to the next these are all of the scrapers.
create index scraper_runs_scraper on scraper_runs (user_id, scraper_id, created_at desc, id desc, cost_nano_usd);

-- The copies that damage is found by, as those of migration 3.
create index budgets_copy on budgets (
  id, budget_id, amount_nano_usd, window, scraper_id, thresholds, time_zone, is_on, is_projection_announced, created_at,
  effective_since, deleted_at
);
create index budget_marks_copy on budget_marks (user_id, budget_id, window_label, trigger, amount_nano_usd, marked_at);
create index alerts_copy on alerts (
  id, alert_id, announcement, raised_at, delivery, acknowledged_at, next_send_at, send_attempts
);
create index alert_settings_copy on alert_settings (user_id, settings);
create index alert_snoozes_copy on alert_snoozes (user_id, budget_id, until_at);
