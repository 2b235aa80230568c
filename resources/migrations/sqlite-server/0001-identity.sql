-- Who may sign in, and by what. What opens a door is kept as its hash: session tokens, device codes, API keys, passwords.
-- Instants are milliseconds since the epoch.
create table user (
  id text primary key,
  email text not null unique,
  email_verified integer not null default 0,
  name text not null,
  image text,
  -- Whose rows of the ledger they are.
  ledger_user_id text not null unique,
  -- Until when the password that the command made may be used; null once the person has chosen one.
  one_time_until integer,
  created_at integer not null,
  updated_at integer not null
);

create table account (
  id text primary key,
  user_id text not null references user (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at integer,
  refresh_token_expires_at integer,
  scope text,
  created_at integer not null,
  updated_at integer not null,
  unique (provider_id, account_id)
);

create index account_of_user on account (user_id);

create table session (
  id text primary key,
  token text not null unique,
  user_id text not null references user (id) on delete cascade,
  expires_at integer not null,
  ip_address text,
  user_agent text,
  created_at integer not null,
  updated_at integer not null
);

create index session_of_user on session (user_id);

create table verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at integer not null,
  created_at integer not null,
  updated_at integer not null
);

create index verification_by_identifier on verification (identifier);

create table device_code (
  id text primary key,
  device_code text not null unique,
  user_code text not null unique,
  user_id text references user (id) on delete cascade,
  status text not null,
  client_id text,
  scope text,
  -- What the device that asks says of itself.
  user_agent text,
  polling_interval integer,
  last_polled_at integer,
  expires_at integer not null
);

create index device_code_of_user on device_code (user_id);
create index device_code_by_end on device_code (expires_at);

create table api_key (
  id text primary key,
  key text not null unique,
  reference_id text not null references user (id) on delete cascade,
  config_id text not null default 'default',
  name text,
  prefix text,
  -- The first letters, for people to know the key by.
  start text,
  enabled integer not null default 1,
  expires_at integer,
  last_request integer,
  request_count integer not null default 0,
  remaining integer,
  refill_interval integer,
  refill_amount integer,
  last_refill_at integer,
  rate_limit_enabled integer not null default 0,
  rate_limit_time_window integer,
  rate_limit_max integer,
  permissions text,
  metadata text,
  created_at integer not null,
  updated_at integer not null
);

create index api_key_of_user on api_key (reference_id);
