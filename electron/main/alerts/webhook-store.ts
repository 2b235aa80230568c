import { randomBytes } from "node:crypto";
import { z } from "zod";
import { AppError } from "../../../shared/errors.ts";
import type { BudgetView } from "../../../shared/ipc/budgets.ts";
import type { JsonFile } from "../json-file.ts";
import type { SecretVault } from "../secret-vault.ts";
import { isLoopback } from "../trusted-address.ts";
import type { WebhookTarget } from "./webhook.ts";

const SECRET_BYTES = 32;

/** What is stored in clear: that there is one, and its host. */
export const webhookFileSchema = z.array(
  z.object({
    accountId: z.string().min(1),
    budgetId: z.string().min(1),
    host: z.string().min(1),
    /** Whether the keychain took its address and its secret. */
    isSecretKept: z.boolean(),
  }),
);
export type WebhookEntry = z.output<typeof webhookFileSchema>[number];

const targetSchema = z.object({ url: z.url(), secret: z.string().min(1) });

export interface WebhookStoreOptions {
  readonly file: JsonFile<readonly WebhookEntry[]>;
  readonly vault: Pick<SecretVault, "read" | "write" | "remove">;
  /** Whether an address within this computer may do without https. */
  readonly isLoopbackAllowed: boolean;
}

/** One account's webhooks: address and signing secret in the keychain, or in memory where none takes them. */
export interface Webhooks {
  /** Null where the budget has none. */
  view(budgetId: string): BudgetView["webhook"];
  /**
   * Answers the new signing secret; null takes the webhook away.
   *
   * @throws AppError `invalid_request` for an address that is not https, `keychain_unavailable` when the former can't go
   */
  set(budgetId: string, url: string | null): Promise<string | null>;
  /** Null where there is none, or the keychain does not give it. */
  target(budgetId: string): Promise<WebhookTarget | null>;
  /** Takes away those of budgets that are gone for good, as far as the keychain lets go of them. */
  keepOnly(budgetIds: readonly string[]): Promise<void>;
}

export interface WebhookStore {
  of(accountId: string): Webhooks;
}

export function createWebhookStore({ file, vault, isLoopbackAllowed }: WebhookStoreOptions): WebhookStore {
  /** Those that no keychain took, by entry: they last as long as the application runs. */
  const unkept = new Map<string, WebhookTarget>();

  function hostOf(text: string): string {
    const url = URL.canParse(text) ? new URL(text) : null;
    const isAllowed = url?.protocol === "https:" || (isLoopbackAllowed && url?.protocol === "http:" && isLoopback(url));
    if (url === null || !isAllowed || url.username !== "" || url.password !== "")
      throw new AppError("invalid_request", "A webhook's address must be one of https");
    return url.host;
  }

  return {
    of(accountId) {
      const isOf = (budgetId: string) => (entry: WebhookEntry) =>
        entry.accountId === accountId && entry.budgetId === budgetId;
      const find = (budgetId: string) => file.read().find(isOf(budgetId)) ?? null;
      const entryName = (budgetId: string) => `webhook ${accountId} ${budgetId}`;
      function save(budgetId: string, entry: WebhookEntry | null): void {
        const others = file.read().filter((other) => !isOf(budgetId)(other));
        file.write(entry === null ? others : [...others, entry]);
      }

      async function remove(budgetId: string): Promise<void> {
        const entry = find(budgetId);
        // Of one that is not kept the keychain may still hold the address before it.
        const isRemoved = entry !== null && (await vault.remove(entryName(budgetId))) === "done";
        if (entry?.isSecretKept === true && !isRemoved)
          throw new AppError(
            "keychain_unavailable",
            "The keychain did not let go of the webhook: unlock it and try again",
          );
        unkept.delete(entryName(budgetId));
        save(budgetId, null);
      }

      async function keep(budgetId: string, url: string): Promise<string> {
        const host = hostOf(url);
        const name = entryName(budgetId);
        const target: WebhookTarget = { url, secret: randomBytes(SECRET_BYTES).toString("base64url") };
        const kept = () => {
          if (unkept.get(name) === target) {
            unkept.delete(name);
            save(budgetId, { accountId, budgetId, host, isSecretKept: true });
            // Where it was taken away meanwhile, it must not stay; where it was changed, the next one takes its place.
          } else if (!unkept.has(name) && find(budgetId)?.isSecretKept !== true) void vault.remove(name);
        };
        // Told of first: what a process that dies here leaves in the keychain can still be taken out of it.
        unkept.set(name, target);
        save(budgetId, { accountId, budgetId, host, isSecretKept: false });
        if ((await vault.write(name, JSON.stringify(target), kept)) === "done") kept();
        return target.secret;
      }

      async function readKept(budgetId: string): Promise<WebhookTarget | null> {
        if (find(budgetId)?.isSecretKept !== true) return null;
        const reading = await vault.read(entryName(budgetId), true, () => undefined);
        if (reading.state !== "found") return null;
        try {
          return targetSchema.parse(JSON.parse(reading.secret));
        } catch {
          return null;
        }
      }

      return {
        view(budgetId) {
          const entry = find(budgetId);
          if (entry === null) return null;
          const inMemory = unkept.has(entryName(budgetId)) ? "this-session" : "lost";
          return { host: entry.host, secret: entry.isSecretKept ? "kept" : inMemory };
        },
        async set(budgetId, url) {
          if (url !== null) return keep(budgetId, url);
          await remove(budgetId);
          return null;
        },
        target: async (budgetId) => unkept.get(entryName(budgetId)) ?? (await readKept(budgetId)),
        async keepOnly(budgetIds) {
          const gone = file
            .read()
            .filter((entry) => entry.accountId === accountId && !budgetIds.includes(entry.budgetId));
          for (const { budgetId } of gone) await remove(budgetId).catch(() => undefined);
        },
      };
    },
  };
}
