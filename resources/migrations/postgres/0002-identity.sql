-- Who may sign in, and by what. What opens a door is kept as its hash: session tokens, device codes, API keys, passwords.
create table decompte."user" (
  id text primary key,
  email text not null unique,
  email_verified boolean not null default false,
  name text not null,
  image text,
  -- Whose rows of the ledger they are.
  ledger_user_id text not null unique,
  -- Until when the password that the command made may be used; null once the person has chosen one.
  one_time_until timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table decompte.account (
  id text primary key,
  user_id text not null references decompte."user" (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);

create index account_of_user on decompte.account (user_id);

create table decompte.session (
  id text primary key,
  token text not null unique,
  user_id text not null references decompte."user" (id) on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create index session_of_user on decompte.session (user_id);

create table decompte.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create index verification_by_identifier on decompte.verification (identifier);

create table decompte.device_code (
  id text primary key,
  device_code text not null unique,
  user_code text not null unique,
  user_id text references decompte."user" (id) on delete cascade,
  status text not null,
  client_id text,
  scope text,
  -- What the device that asks says of itself.
  user_agent text,
  polling_interval integer,
  last_polled_at timestamptz,
  expires_at timestamptz not null
);

create index device_code_of_user on decompte.device_code (user_id);
create index device_code_by_end on decompte.device_code (expires_at);

create table decompte.api_key (
  id text primary key,
  key text not null unique,
  reference_id text not null references decompte."user" (id) on delete cascade,
  config_id text not null default 'default',
  name text,
  prefix text,
  -- The first letters, for people to know the key by.
  start text,
  enabled boolean not null default true,
  expires_at timestamptz,
  last_request timestamptz,
  request_count integer not null default 0,
  remaining integer,
  refill_interval integer,
  refill_amount integer,
  last_refill_at timestamptz,
  rate_limit_enabled boolean not null default false,
  rate_limit_time_window integer,
  rate_limit_max integer,
  permissions text,
  metadata text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create index api_key_of_user on decompte.api_key (reference_id);
