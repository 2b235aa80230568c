import { TriangleAlert } from "lucide-react";
import { useWords } from "../../i18n/use-words.ts";
import { useDamagedLedger } from "./use-ledger.ts";

/** Beside a figure that comes out of a damaged ledger. */
export function UnreliableNote() {
  const { t } = useWords();
  if (useDamagedLedger() === null) return null;
  return (
    <p className="mt-1.5 flex items-center gap-1.5 text-note text-danger">
      <TriangleAlert aria-hidden className="size-3.5 shrink-0" />
      {t("ledger.unreliable")}
    </p>
  );
}
