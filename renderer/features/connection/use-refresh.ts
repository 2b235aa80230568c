import { useMutation } from "@tanstack/react-query";
import { desktop } from "../../desktop.ts";
import { useCommand } from "../commands/commands.ts";

/** Asks for fresh figures, by the button or by its shortcut. How it ends comes with the import status. */
export function useRefresh(isAllowed: boolean) {
  const { mutate, isPending } = useMutation({ mutationFn: () => desktop.refresh() });
  useCommand("refresh", isAllowed ? () => mutate() : null);
  return { refresh: () => mutate(), isRefreshing: isPending };
}
