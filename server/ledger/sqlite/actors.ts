import { sql } from "drizzle-orm";
import { IMPORT_SOURCE } from "../../../shared/domain/run.ts";
import type { Ledger } from "../ledger.ts";
import type { Database } from "./connect.ts";
import { decodeText } from "./guarded-column.ts";
import { actors, scraperRuns } from "./schema.ts";

export function createActorStore(database: Database): Pick<Ledger, "unnamedActorIds" | "saveActors"> {
  return {
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
