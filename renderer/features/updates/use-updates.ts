import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { UpdateStatus } from "../../../shared/ipc/updates.ts";
import { desktop, onUpdateStatusChanged } from "../../desktop.ts";

const updateStatusQuery = { queryKey: ["update-status"], queryFn: () => desktop.getUpdateStatus() };

/** How updates stand, as main last told it; undefined until it has answered once. */
export function useUpdates(): UpdateStatus | undefined {
  const client = useQueryClient();
  const { data } = useQuery(updateStatusQuery);
  useEffect(() => onUpdateStatusChanged((status) => client.setQueryData(updateStatusQuery.queryKey, status)), [client]);
  return data;
}
