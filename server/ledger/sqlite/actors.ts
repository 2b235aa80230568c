import { sql } from "drizzle-orm";
import { IMPORT_SOURCE } from "../../../shared/domain/run.ts";
import type { Ledger } from "../ledger.ts";
import type { Database } from "./connect.ts";
import { decodeText } from "./guarded-column.ts";
import { actors, scraperRuns } from "./schema.ts";

export function createActorStore(database: Database): Pick<Ledger, "unnamedActorIds" | "saveActors" | "scrapers"> {
  return {
    async scrapers(userId, limit) {
      const { scraperId, createdAtMs } = scraperRuns;
      const isOfUser = sql`${scraperRuns.userId} = ${userId}`;
      const rows = await database.all<Record<"id" | "name" | "title", unknown>>(sql`
        with recursive ids (id) as (
          select min(${scraperId}) from ${scraperRuns} where ${isOfUser}
          union all
          select (select min(${scraperId}) from ${scraperRuns} where ${isOfUser} and ${scraperId} > ids.id)
          from ids where ids.id is not null
        )
        select cast(id as blob) as id, cast(${actors.name} as blob) as name, cast(${actors.title} as blob) as title
        from ids left join ${actors} on ${actors.userId} = ${userId} and ${actors.actorId} = ids.id
        where id is not null
        order by (
          select max(${createdAtMs}) from ${scraperRuns} where ${isOfUser} and ${scraperId} = ids.id
        ) desc, id
        limit ${limit}`);
      return rows.map(({ id, name, title }) => ({
        scraperId: decodeText(id),
        actor: name === null ? null : { name: decodeText(name), title: title === null ? null : decodeText(title) },
      }));
    },

    async unnamedActorIds(userId, retryBeforeMs) {
      const isImported = sql`${scraperRuns.userId} = ${userId} and ${scraperRuns.source} = ${IMPORT_SOURCE}`;
      // From one id of the index to the next: a `distinct` would walk over every run.
      const rows = await database.all<{ id: unknown }>(sql`
        with recursive ids (id) as (
          select min(${scraperRuns.scraperId}) from ${scraperRuns} where ${isImported}
          union all
          select (
            select min(${scraperRuns.scraperId}) from ${scraperRuns}
            where ${isImported} and ${scraperRuns.scraperId} > ids.id
          )
          from ids where ids.id is not null
        )
        select cast(id as blob) as id from ids
        where id is not null and not exists (
          select 1 from ${actors}
          where ${actors.userId} = ${userId} and ${actors.actorId} = ids.id
            and (${actors.name} is not null or ${actors.lookedUpAtMs} >= ${retryBeforeMs})
        )`);
      return rows.map(({ id }) => decodeText(id));
    },

    async saveActors(userId, found, lookedUpAtMs) {
      const rows = found.map(({ actorId, actor }) => ({ actorId, ...actor }));
      await database.run(sql`
        insert into actors (user_id, actor_id, name, title, looked_up_at)
        select ${userId}, value ->> 'actorId', value ->> 'name', value ->> 'title', ${lookedUpAtMs}
        from json_each(${JSON.stringify(rows)})
        where true
        on conflict (user_id, actor_id) do update set
          name = coalesce(excluded.name, name),
          title = iif(excluded.name is null, title, excluded.title),
          looked_up_at = excluded.looked_up_at`);
    },
  };
}
