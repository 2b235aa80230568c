import { CircleAlert, Webhook } from "lucide-react";
import { type Ref, useEffect, useId } from "react";
import type { BudgetView } from "../../../shared/ipc/budgets.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { FIELD } from "../../ui/field.ts";
import { SwitchLine } from "../../ui/switch-line.tsx";
import { WebhookTest } from "./webhook-test.tsx";

/** What is to become of a budget's webhook: stay as it is, go, or be this one. */
export type WebhookChoice =
  | { readonly kind: "as-is" }
  | { readonly kind: "none" }
  | { readonly kind: "url"; readonly url: string };

interface WebhookFieldProps {
  readonly budget: BudgetView | null;
  readonly choice: WebhookChoice;
  readonly isChecked: boolean;
  readonly field: Ref<HTMLInputElement>;
  readonly onChange: (choice: WebhookChoice) => void;
}

/** Off until it is asked for. An address that is kept is not shown again: it is a secret. */
export function WebhookField({ budget, choice, isChecked, field, onChange }: WebhookFieldProps) {
  const { t } = useWords();
  const id = useId();
  const isWrong = isChecked && choice.kind === "url" && !isWebhookAddress(choice.url);
  // What is wrong comes below the field, where the form's foot would hide it.
  useEffect(() => {
    if (isWrong && document.activeElement?.id === id) document.activeElement.scrollIntoView({ block: "nearest" });
  }, [isWrong, id]);
  const kept = choice.kind === "as-is" ? (budget?.webhook ?? null) : null;
  if (budget !== null && kept !== null) {
    const Icon = kept.secret === "kept" ? Webhook : CircleAlert;
    return (
      <div className="rounded-lg border border-border p-3 text-sm">
        <p className="flex gap-2 leading-5">
          <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
          <span className="min-w-0 break-words">
            {t(`budgetForm.webhookStates.${kept.secret}`, { host: kept.host })}
          </span>
        </p>
        <div className="mt-2 flex flex-wrap gap-2">
          {kept.secret !== "lost" && <WebhookTest budgetId={budget.id} />}
          <Button look="ghost" onClick={() => onChange({ kind: "url", url: "" })}>
            {t("budgetForm.webhookChange")}
          </Button>
          <Button look="ghost" onClick={() => onChange({ kind: "none" })}>
            {t("budgetForm.webhookRemove")}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div>
      <SwitchLine
        title={t("budgetForm.webhook")}
        text={t("budgetForm.webhookText")}
        isOn={choice.kind === "url"}
        onChange={(isOn) => onChange(isOn ? { kind: "url", url: "" } : { kind: budget?.webhook ? "none" : "as-is" })}
      />
      {choice.kind === "url" && (
        <div className="mt-2.5">
          <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
            {t("budgetForm.webhookLabel")}
          </label>
          <input
            id={id}
            ref={field}
            autoFocus
            type="url"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            maxLength={2_000}
            placeholder="https://"
            value={choice.url}
            aria-invalid={isWrong}
            aria-describedby={isWrong ? `${id}-problem` : undefined}
            onChange={(event) => onChange({ kind: "url", url: event.target.value })}
            className={`${FIELD} w-full`}
          />
          {isWrong && (
            <p id={`${id}-problem`} role="alert" className="mt-1.5 text-note leading-5 text-danger">
              {t("budgetForm.webhookWrong")}
            </p>
          )}
        </div>
      )}
    </div>
  );
}

/** Whether it can be a webhook's address at all; main decides. */
export function isWebhookAddress(text: string): boolean {
  if (!URL.canParse(text.trim())) return false;
  const { protocol, username, password } = new URL(text.trim());
  return protocol === "https:" && username === "" && password === "";
}
