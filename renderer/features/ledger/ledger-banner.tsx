import { FileWarning } from "lucide-react";
import { useWords } from "../../i18n/use-words.ts";
import { Banner } from "../../ui/banner.tsx";
import { clockTime } from "../connection/relative-age.ts";
import { useNow } from "../connection/use-now.ts";
import { LedgerFile } from "./ledger-file.tsx";
import { useDamagedLedger } from "./use-ledger.ts";

/** The ledger's file is damaged: what that means for the figures, and what can be done. */
export function LedgerBanner() {
  const { t, language } = useWords();
  const nowMs = useNow();
  const ledger = useDamagedLedger();
  if (ledger === null) return null;
  const time = clockTime(Date.parse(ledger.damagedSince), nowMs, language);
  return (
    <Banner tone="danger" icon={FileWarning} title={t("ledger.damagedTitle")} text={t("ledger.damagedText", { time })}>
      <LedgerFile file={ledger.file} canReplace />
    </Banner>
  );
}
