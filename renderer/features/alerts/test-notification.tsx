import { useMutation } from "@tanstack/react-query";
import { BellRing } from "lucide-react";
import { toAppError } from "../../../shared/errors.ts";
import type { TestOutcome } from "../../../shared/ipc/budgets.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { OutcomeWords } from "../../ui/outcome-words.tsx";
import { Spinner } from "../../ui/spinner.tsx";

const OUTCOMES = { shown: "testShown", unsupported: "testUnsupported", failed: "testFailed" } as const satisfies Record<
  TestOutcome,
  string
>;

export function TestNotification() {
  const { t } = useWords();
  const test = useMutation({ mutationFn: () => desktop.sendTestNotification() });
  const words = test.error
    ? t(`errors.${toAppError(test.error).code}`)
    : test.data === undefined
      ? null
      : t(`alerts.${OUTCOMES[test.data]}`);
  return (
    <div className="flex flex-col items-start gap-2">
      <Button aria-disabled={test.isPending} onClick={() => test.isPending || test.mutate()}>
        {test.isPending ? <Spinner /> : <BellRing aria-hidden className="size-4 text-muted-foreground" />}
        {t(test.isPending ? "alerts.testing" : "alerts.test")}
      </Button>
      <OutcomeWords text={words} tone={test.data === "shown" ? "quiet" : "bad"} />
    </div>
  );
}
