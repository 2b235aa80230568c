import { useQuery } from "@tanstack/react-query";
import { useWords } from "../../i18n/use-words.ts";
import { updateCopiesQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { clockTime } from "../connection/relative-age.ts";
import { useNow } from "../connection/use-now.ts";
import { fileSize } from "./file-size.ts";

interface UpdateCopyListProps {
  readonly isDisabled: boolean;
  readonly onChoose: (name: string) => void;
}

/** The copies that were made before a newer version opened the ledger; nothing where there is none. */
export function UpdateCopyList({ isDisabled, onChoose }: UpdateCopyListProps) {
  const { t, language } = useWords();
  const nowMs = useNow();
  const { data } = useQuery(updateCopiesQuery);
  if (data === undefined || data.copies.length === 0) return null;
  return (
    <div className="mt-3 rounded-lg border border-border p-3.5">
      <p className="text-note leading-5 text-pretty text-muted-foreground">{t("settings.updateCopies")}</p>
      <ul className="mt-2 flex flex-col gap-2">
        {data.copies.map(({ name, before, madeAt, bytes }) => (
          <li key={name} className="flex items-center justify-between gap-3">
            <span className="min-w-0 text-sm leading-5.5 tabular-nums" title={name}>
              {t("settings.updateCopy", {
                version: before,
                time: clockTime(Date.parse(madeAt), nowMs, language),
                size: fileSize(bytes, language),
              })}
            </span>
            <Button look="ghost" disabled={isDisabled} onClick={() => onChoose(name)}>
              {t("settings.restoreCopy")}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
