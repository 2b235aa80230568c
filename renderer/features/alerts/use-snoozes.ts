import { useQuery } from "@tanstack/react-query";
import type { Snooze } from "../../../shared/domain/budget/alert.ts";
import { alertsQuery } from "../../queries.ts";
import { useNow } from "../connection/use-now.ts";

/** The snoozes that are not over yet. */
export function useSnoozes(account: string): readonly Snooze[] {
  const nowMs = useNow();
  const { data } = useQuery(alertsQuery(account));
  return data?.snoozes.filter(({ untilMs }) => untilMs > nowMs) ?? [];
}
