import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Connection } from "../../../shared/ipc/connection.ts";
import { connectionQuery, preferencesQuery } from "../../queries.ts";
import { type FiguresAge, figuresAge } from "./figures-age.ts";

/** How main says that the connection stands; undefined until it has said so, and for the sample. */
export function useConnection(): Connection | undefined {
  return useQuery(connectionQuery).data?.connection;
}

/** Troubles that a refresh under way has not ended yet. */
const LASTING: readonly Connection["kind"][] = [
  "offline",
  "server-offline",
  "server-apify-refused",
  "failing",
  "not-allowed",
];

/**
 * The connection, or the trouble that was there before the refresh that runs now: what is told of it, and a token that
 * is being typed, stay in their place while Décompte tries again.
 */
export function useSettledConnection(): Connection | undefined {
  const connection = useConnection();
  const [settled, setSettled] = useState(connection);
  if (connection !== undefined && connection.kind !== "refreshing" && connection !== settled) setSettled(connection);
  const isLasting = settled !== undefined && LASTING.includes(settled.kind);
  return connection?.kind === "refreshing" && isLasting ? settled : connection;
}

export function useFiguresAge(nowMs: number): FiguresAge | null {
  const { data: status } = useQuery(connectionQuery);
  const { data: preferences } = useQuery(preferencesQuery);
  if (!status || preferences === undefined) return null;
  return figuresAge(status.lastCompletedAt, nowMs, preferences.refreshMinutes);
}
