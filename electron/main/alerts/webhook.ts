import { createHmac } from "node:crypto";
import type { Alert } from "../../../shared/domain/budget/alert.ts";
import { percentOf } from "../../../shared/domain/budget/level.ts";
import { decimalUsd } from "../../../shared/domain/money.ts";
import type { WebhookOutcome } from "../../../shared/ipc/budgets.ts";
import type { NetworkFetch } from "../team-server/ask-server.ts";
import type { AlertWords } from "./alert-words.ts";

const DEADLINE_MS = 10_000;

/** Where a budget's alerts are sent too, and what they are signed with. Both are secrets. */
export interface WebhookTarget {
  readonly url: string;
  readonly secret: string;
}

/** What a webhook is sent of an alert of a budget. Amounts are exact decimals in text; an anomaly is of no budget. */
export function webhookBody(
  { id, raisedAtMs, announcement }: Alert,
  words: AlertWords,
  scraperName: string | null,
): string | null {
  if (announcement.kind === "anomaly") return null;
  const { kind, budgetId, window, windowLabel, scraperId, amountNanoUsd, spentNanoUsd, isWindowOver } = announcement;
  return JSON.stringify({
    id,
    type: kind,
    raisedAt: new Date(raisedAtMs).toISOString(),
    text: textOf(words),
    budget: { id: budgetId, amountUsd: decimalUsd(amountNanoUsd), window, windowLabel, scraperId, scraperName },
    isWindowOver,
    spentUsd: decimalUsd(spentNanoUsd),
    percent: percentOf(amountNanoUsd, spentNanoUsd),
    ...(kind === "threshold"
      ? { threshold: announcement.threshold }
      : { expectedUsd: decimalUsd(announcement.expectedNanoUsd) }),
  });
}

export const testWebhookBody = (id: string, atMs: number, words: AlertWords): string =>
  JSON.stringify({ id, type: "test", raisedAt: new Date(atMs).toISOString(), text: textOf(words) });

/** Sends once, and follows no redirect. */
export async function sendWebhook(
  { url, secret }: WebhookTarget,
  body: string,
  { fetch, nowMs }: { readonly fetch: NetworkFetch; readonly nowMs: number },
): Promise<WebhookOutcome> {
  try {
    const { ok, status } = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-decompte-signature": signatureOf(secret, Math.floor(nowMs / 1_000), body),
      },
      body,
      redirect: "error",
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    return ok ? { kind: "taken" } : { kind: "refused", status };
  } catch {
    // What the network says of it may hold the address.
    return { kind: "unreachable" };
  }
}

/** The instant is signed with the body, so that a request that was recorded can be told from a new one. */
function signatureOf(secret: string, atSeconds: number, body: string): string {
  const digest = createHmac("sha256", secret).update(`${atSeconds}.${body}`).digest("hex");
  return `t=${atSeconds},v1=${digest}`;
}

const textOf = ({ title, body }: AlertWords): string => `${title}\n${body}`;
