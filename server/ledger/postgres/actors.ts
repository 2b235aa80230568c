import { sql } from "drizzle-orm";
import { IMPORT_SOURCE } from "../../../shared/domain/run.ts";
import type { Ledger } from "../ledger.ts";
import type { PostgresDatabase } from "./connect.ts";
import { isOfUser } from "./run-columns.ts";

export function createActorStore(
  database: PostgresDatabase,
): Pick<Ledger, "unnamedActorIds" | "saveActors" | "scrapers"> {
  return {
    async scrapers(userId, limit) {
      const { rows } = await database.execute<Record<"id", string> & Record<"name" | "title", string | null>>(sql`
        select id, actor.name, actor.title from (
          select scraper_id::text as id, max(created_at) as newest from scraper_runs
          where ${isOfUser(userId)} and scraper_id is not null
          group by scraper_id order by newest desc nulls last, id limit ${limit}
        ) as scraper
        left join decompte.actors as actor on actor.user_id = ${userId} and actor.actor_id = id
        order by newest desc nulls last, id`);
      return rows.map(({ id, name, title }) => ({ scraperId: id, actor: name === null ? null : { name, title } }));
    },

    async unnamedActorIds(userId, retryBeforeMs) {
      const isImported = sql`${isOfUser(userId)} and source = ${IMPORT_SOURCE}`;
      // From one id of the index to the next: a `distinct` would walk over every run.
      const { rows } = await database.execute<{ id: string }>(sql`
        with recursive ids (id) as (
          (select scraper_id from scraper_runs where ${isImported} order by scraper_id limit 1)
          union all
          select next.scraper_id from ids cross join lateral (
            select scraper_id from scraper_runs where ${isImported} and scraper_id > ids.id order by scraper_id limit 1
          ) as next
        )
        select id from ids
        where not exists (
          select from decompte.actors
          where user_id = ${userId} and actor_id = ids.id
            and (name is not null or looked_up_at >= ${retryBeforeMs})
        )
        order by id`);
      return rows.map(({ id }) => id);
    },

    async saveActors(userId, found, lookedUpAtMs) {
      const rows = found.map(({ actorId, actor }) => ({ id: actorId, ...actor }));
      await database.execute(sql`
        insert into decompte.actors as known (user_id, actor_id, name, title, looked_up_at)
        select ${userId}, id, name, title, ${lookedUpAtMs}
        from json_to_recordset(${JSON.stringify(rows)}::json) as actor (id text, name text, title text)
        order by id
        on conflict (user_id, actor_id) do update set
          name = coalesce(excluded.name, known.name),
          title = case when excluded.name is null then known.title else excluded.title end,
          looked_up_at = excluded.looked_up_at`);
    },
  };
}
