import type { AccountEntry, AccountReading } from "../../../shared/ipc/accounts.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Card, CardHeader } from "../../ui/card.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { AccountRow } from "./account-row.tsx";
import { totalOf } from "./sum-accounts.ts";

interface AccountsCardProps {
  readonly accounts: readonly AccountEntry[];
  readonly readings: readonly AccountReading[] | undefined;
  /** One of them is to be shown by itself. */
  readonly onShow: () => void;
}

export function AccountsCard({ accounts, readings, onShow }: AccountsCardProps) {
  const { t } = useWords();
  return (
    <Card label={t("accounts.list")}>
      <CardHeader title={t("accounts.list")} corner={null} />
      {readings === undefined ? (
        <Skeleton className="mt-3 h-12 w-full" />
      ) : (
        <ul className="mt-1 divide-y divide-border">
          {accounts.map((account) => (
            <AccountRow
              key={account.id}
              account={account}
              reading={readings.find(({ accountId }) => accountId === account.id)}
              total={totalOf(readings).costNanoUsd}
              onShow={onShow}
            />
          ))}
        </ul>
      )}
      <p className="mt-3 text-xs leading-4.5 text-pretty text-muted-foreground">{t("accounts.agesText")}</p>
    </Card>
  );
}
