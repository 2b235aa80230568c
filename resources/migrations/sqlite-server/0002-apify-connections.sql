-- Each user's connection to Apify. Instants are milliseconds since the epoch.
create table apify_connections (
  -- As the ledger has it. The connection goes with the user.
  user_id text primary key references user (ledger_user_id) on delete cascade,
  -- Apify's own id of the account. It stays when the token goes: the user's imported rows are of this account.
  account_id text not null,
  username text not null,
  -- Encrypted by a key that no database holds; null once disconnected.
  sealed_token text,
  -- Which key that was.
  key_id text,
  connected_at integer,
  -- Since when Apify refuses the token.
  refused_at integer,
  -- SHA-256 of the secret in the address that Apify's webhooks call.
  webhook_hash text unique,
  webhook_created_at integer,
  check ((sealed_token is null) = (key_id is null) and (sealed_token is null) = (connected_at is null)),
  check ((webhook_hash is null) = (webhook_created_at is null))
) strict, without rowid;
