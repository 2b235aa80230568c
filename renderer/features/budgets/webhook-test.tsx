import { useState } from "react";
import { assertNever, toAppError } from "../../../shared/errors.ts";
import type { WebhookOutcome } from "../../../shared/ipc/budgets.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { OutcomeWords } from "../../ui/outcome-words.tsx";
import { Spinner } from "../../ui/spinner.tsx";

/** Sends a test to the budget's address, and says what became of it. */
export function WebhookTest({ budgetId }: { readonly budgetId: string }) {
  const { t } = useWords();
  const [isRunning, setIsRunning] = useState(false);
  const [words, setWords] = useState<{ readonly text: string; readonly isGood: boolean } | null>(null);
  const outcomeWords = (outcome: WebhookOutcome): string => {
    switch (outcome.kind) {
      case "taken":
        return t("budgetForm.webhookTaken");
      case "refused":
        return t("budgetForm.webhookRefused", { status: outcome.status });
      case "unreachable":
        return t("budgetForm.webhookUnreachable");
      case "no-secret":
        return t("budgetForm.webhookNoSecret");
      default:
        return assertNever(outcome);
    }
  };
  const send = async () => {
    setIsRunning(true);
    setWords(null);
    try {
      const outcome = await desktop.sendTestWebhook({ budgetId });
      setWords({ text: outcomeWords(outcome), isGood: outcome.kind === "taken" });
    } catch (error) {
      setWords({ text: t(`errors.${toAppError(error).code}`), isGood: false });
    } finally {
      setIsRunning(false);
    }
  };
  return (
    <>
      <Button aria-disabled={isRunning} onClick={() => isRunning || void send()}>
        {isRunning && <Spinner />}
        {t(isRunning ? "budgetForm.webhookTesting" : "budgetForm.webhookTest")}
      </Button>
      <OutcomeWords
        text={words?.text ?? null}
        tone={words?.isGood === false ? "bad" : "good"}
        className="order-last basis-full"
      />
    </>
  );
}
