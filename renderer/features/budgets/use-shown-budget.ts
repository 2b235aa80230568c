import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { PushPayload } from "../../../shared/ipc/contract.ts";
import { openedAlertQuery } from "../../queries.ts";

/** Asks for a budget to be brought into sight, as a click on its notification does; null for the list of alerts. */
export function askToShow(client: QueryClient, budgetId: string | null): void {
  const opened: PushPayload<"alertOpened"> = { budgetId };
  client.setQueryData(openedAlertQuery.queryKey, opened);
}

/** The row of a budget: when asked for, it comes into sight and is marked until the focus leaves it. */
export function useShownBudget(budgetId: string) {
  const row = useRef<HTMLLIElement>(null);
  const client = useQueryClient();
  const isAsked = useQuery(openedAlertQuery).data?.budgetId === budgetId;
  useEffect(() => {
    const element = row.current;
    if (!isAsked || element === null) return;
    return onceUncovered(element, () => {
      client.setQueryData(openedAlertQuery.queryKey, null);
      element.scrollIntoView({ block: "center" });
      element.focus({ preventScroll: true });
      element.dataset["shown"] = "";
      element.addEventListener("blur", () => delete element.dataset["shown"], { once: true });
    });
  }, [client, isAsked]);
  return row;
}

/** At once, or when the dialog above it closes: what is being typed there is not lost to a notification. */
function onceUncovered(element: HTMLElement, act: () => void): (() => void) | undefined {
  const cover = element.closest("[aria-hidden=true]");
  if (cover === null) {
    act();
    return undefined;
  }
  const observer = new MutationObserver(() => {
    if (element.closest("[aria-hidden=true]") !== null) return;
    observer.disconnect();
    act();
  });
  observer.observe(cover, { attributeFilter: ["aria-hidden"] });
  return () => observer.disconnect();
}
