import { useQuery } from "@tanstack/react-query";
import { useWords } from "../../i18n/use-words.ts";
import { environmentQuery, updateCopiesQuery } from "../../queries.ts";
import { RestoreSetting } from "../settings/restore-setting.tsx";
import { UpdateState } from "../updates/update-settings.tsx";

/** What a person can do where this version is older than the ledger: have a newer one, or go back to a copy from before. */
export function NewerLedger() {
  const { t } = useWords();
  const { data: environment } = useQuery(environmentQuery);
  const { data: copies } = useQuery(updateCopiesQuery);
  if (environment === undefined || copies === undefined) return null;
  const { version } = environment;
  const { openedBy } = copies;
  return (
    <section className="flex flex-col gap-5 rounded-xl border border-border bg-card p-5">
      <p className="text-sm leading-5.5 text-pretty">
        {openedBy === null || openedBy === version
          ? t("ledger.newerText", { version })
          : t("ledger.newerVersionText", { version, openedBy })}
      </p>
      <UpdateState />
      <RestoreSetting />
    </section>
  );
}
