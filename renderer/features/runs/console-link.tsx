import { useMutation } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { toAppError } from "../../../shared/errors.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";

/** Opens the run in Apify's console. Which address that is, main knows. */
export function ConsoleLink({ runId }: { readonly runId: string }) {
  const { t } = useWords();
  const opening = useMutation({ mutationFn: () => desktop.openRunInConsole({ runId }) });
  return (
    <>
      {opening.isError && (
        <p role="alert" className="self-center text-note text-danger">
          {t(`errors.${toAppError(opening.error).code}`)}
        </p>
      )}
      <Button onClick={() => opening.mutate()}>
        <ExternalLink aria-hidden className="size-4" />
        {t("runs.openConsole")}
      </Button>
    </>
  );
}
