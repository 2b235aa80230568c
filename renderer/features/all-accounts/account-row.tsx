import { relativeAge } from "../../../shared/domain/relative-age.ts";
import { type NanoUsd, usdFromNanoUsd } from "../../../shared/domain/money.ts";
import { accountName } from "../../../shared/ipc/account-name.ts";
import type { AccountEntry, AccountReading } from "../../../shared/ipc/accounts.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Amount } from "../../ui/amount.tsx";
import { colourVariable } from "../accounts/account-colour.ts";
import { serverHost } from "../accounts/server-host.ts";
import { MINUTE_MS } from "../connection/relative-age.ts";
import { useNow } from "../connection/use-now.ts";
import { useSessionChange } from "../session/use-session.ts";
import { ColourMenu } from "./colour-menu.tsx";
import { isRead } from "./sum-accounts.ts";

interface AccountRowProps {
  readonly account: AccountEntry;
  readonly reading: AccountReading | undefined;
  /** Of all accounts. */
  readonly total: NanoUsd;
  readonly onShow: () => void;
}

export function AccountRow({ account, reading, total, onShow }: AccountRowProps) {
  const { t } = useWords();
  const change = useSessionChange(() => desktop.switchAccount({ accountId: account.id }));
  const show = async () => {
    if (account.isShown || (await change.run())) onShow();
  };
  const summary = reading !== undefined && isRead(reading) ? reading.summary : null;
  const spent = summary === null ? null : BigInt(summary.totalCostNanoUsd);
  const place = account.kind === "apify" ? t("accounts.onThisComputer") : serverHost(account.address);
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-3 py-3">
      <ColourMenu account={account} />
      <div className="min-w-0">
        <button
          type="button"
          aria-busy={change.isRunning}
          onClick={() => void show()}
          className="focus-ring block max-w-full truncate rounded-sm text-sm leading-5 font-medium underline-offset-4 hover:underline"
        >
          <bdi>{accountName(account)}</bdi>
        </button>
        <p className="text-xs leading-4.5 text-pretty text-muted-foreground">
          {[place, useKnownWords(reading)].join(" · ")}
        </p>
        {change.error !== null && (
          <p role="alert" className="text-xs leading-4.5 text-danger">
            {t(`errors.${change.error.code}`)}
          </p>
        )}
      </div>
      <p className="text-right text-sm leading-5">
        {summary === null ? "–" : <Amount nanoUsd={summary.totalCostNanoUsd} className="font-medium" />}
        {summary !== null && (
          <span className="block text-xs leading-4.5 text-muted-foreground tabular-nums">
            {t("total.runs", { count: summary.totalRuns })}
          </span>
        )}
      </p>
      <div aria-hidden className="col-span-2 col-start-2 mt-2 h-1.5 overflow-hidden rounded-full bg-muted">
        <div
          className="h-full rounded-full"
          style={{ width: `${sharePercent(spent, total)}%`, backgroundColor: colourVariable(account.colour) }}
        />
      </div>
    </li>
  );
}

/** How old the figures are, or why there are none. */
function useKnownWords(reading: AccountReading | undefined): string {
  const { t, language } = useWords();
  const nowMs = useNow();
  if (reading === undefined) return t("app.loading");
  if (!isRead(reading)) return t(`errors.${reading.failure}`);
  if (reading.knownAt === null) return t("accounts.neverRead");
  const ageMs = nowMs - Date.parse(reading.knownAt);
  return ageMs < MINUTE_MS ? t("accounts.knownNow") : t("accounts.knownSince", { age: relativeAge(ageMs, language) });
}

function sharePercent(spent: NanoUsd | null, total: NanoUsd): number {
  if (spent === null || spent <= 0n || total <= 0n) return 0;
  return Math.min(100, Math.max(1, (usdFromNanoUsd(spent) / usdFromNanoUsd(total)) * 100));
}
