import { useQuery } from "@tanstack/react-query";
import type { ApifyConnection } from "../../../shared/api/apify-connection.ts";
import { accountOf, apifyConnectionQuery } from "../../queries.ts";
import { useSession } from "../session/use-session.ts";

export interface ServerApify {
  /** The team server's. */
  readonly address: string;
  readonly connection: ApifyConnection;
}

/** The shown team server's connection to Apify; null where none is shown, or it does not tell. */
export function useServerApify(): ServerApify | null {
  const session = useSession();
  const isServer = session?.kind === "server";
  const { data: connection } = useQuery({
    ...apifyConnectionQuery(isServer ? accountOf(session) : ""),
    enabled: isServer,
  });
  return isServer && connection ? { address: session.address, connection } : null;
}
