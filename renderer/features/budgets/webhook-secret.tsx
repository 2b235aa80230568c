import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { FIELD } from "../../ui/field.ts";
import { WebhookTest } from "./webhook-test.tsx";

interface WebhookSecretProps {
  readonly budgetId: string;
  readonly secret: string;
  readonly onDone: () => void;
}

/** What the person's server verifies alerts with: on screen this once. */
export function WebhookSecret({ budgetId, secret, onDone }: WebhookSecretProps) {
  const { t } = useWords();
  const [isCopied, setIsCopied] = useState(false);
  const copy = () =>
    void desktop.copyText({ text: secret }).then(
      () => setIsCopied(true),
      () => undefined,
    );
  const Icon = isCopied ? Check : Copy;
  return (
    <div className="mt-5 flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <input
          readOnly
          value={secret}
          aria-label={t("budgetForm.secretTitle")}
          onFocus={(event) => event.currentTarget.select()}
          className={`${FIELD} basis-56 grow font-mono`}
        />
        <Button autoFocus onClick={copy}>
          <Icon aria-hidden className="size-4" />
          <span aria-live="polite">{t(isCopied ? "budgetForm.copied" : "budgetForm.copy")}</span>
        </Button>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <WebhookTest budgetId={budgetId} />
        <Button look="primary" className="h-9" onClick={onDone}>
          {t("budgetForm.done")}
        </Button>
      </div>
    </div>
  );
}
