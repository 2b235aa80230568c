import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { desktop } from "../../desktop.ts";

/** Asks for fresh figures, by the button or by Ctrl+R (⌘R). How it ends comes with the import status. */
export function useRefresh(isAllowed: boolean) {
  const { mutate, isPending } = useMutation({ mutationFn: () => desktop.refresh() });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "r" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      if (isAllowed && !event.repeat) mutate();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [isAllowed, mutate]);
  return { refresh: () => mutate(), isRefreshing: isPending };
}
