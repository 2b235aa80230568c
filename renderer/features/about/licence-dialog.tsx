import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { toAppError } from "../../../shared/errors.ts";
import type { Licence } from "../../../shared/ipc/about.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { licencesQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";

interface LicenceDialogProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly returnFocus: () => void;
}

/** Every package of others that is part of the application, with the text of its licence. */
export function LicenceDialog({ isOpen, onOpenChange, returnFocus }: LicenceDialogProps) {
  const { t } = useWords();
  const { data: licences, error } = useQuery(licencesQuery);
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t("about.licences")}
      text={t("about.licencesText")}
      returnFocus={returnFocus}
    >
      <Button className="mt-4" onClick={() => void desktop.showChromiumLicences()}>
        {t("about.chromium")}
      </Button>
      {licences !== undefined && (
        <ul className="mt-4 divide-y divide-border border-y border-border text-sm">
          {licences.map((licence) => (
            <li key={`${licence.name}@${licence.version}`}>
              <LicenceOf {...licence} />
            </li>
          ))}
        </ul>
      )}
      {error && (
        <p role="alert" className="mt-4 text-sm text-danger">
          {t(`errors.${toAppError(error).code}`)}
        </p>
      )}
    </Dialog>
  );
}

function LicenceOf({ name, version, licence, text }: Licence) {
  return (
    <details className="group">
      <summary className="focus-ring flex cursor-default list-none items-center gap-2 rounded-sm py-2">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-muted-foreground transition-transform group-open:rotate-90"
        />
        <span className="min-w-0 grow truncate" title={name}>
          {name} <span className="text-muted-foreground">{version}</span>
        </span>
        <span className="shrink-0 text-note text-muted-foreground">{licence}</span>
      </summary>
      <p className="pb-3 pl-6 text-xs leading-4.5 text-muted-foreground wrap-break-word whitespace-pre-wrap select-text">
        {text}
      </p>
    </details>
  );
}
