import { useMutation } from "@tanstack/react-query";
import { Check, Copy } from "lucide-react";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";

interface CopyableIdProps {
  readonly label: string;
  readonly id: string;
}

export function CopyableId({ label, id }: CopyableIdProps) {
  const { t } = useWords();
  const copying = useMutation({ mutationFn: () => desktop.copyText({ text: id }) });
  const Icon = copying.isSuccess ? Check : Copy;
  return (
    <div className="flex items-center gap-2 rounded-md bg-muted/60 py-1 pr-1 pl-3">
      <p className="min-w-0 grow truncate text-xs text-muted-foreground">
        {label} <code className="font-mono text-foreground select-text">{id}</code>
      </p>
      <span role="status" className="text-xs text-muted-foreground">
        {copying.isSuccess && t("runs.copied")}
      </span>
      <Button
        look="icon"
        aria-label={t("runs.copy", { name: label })}
        title={t("runs.copy", { name: label })}
        onClick={() => copying.mutate()}
        className="size-7 hover:bg-foreground/5"
      >
        <Icon aria-hidden className="size-3.5" />
      </Button>
    </div>
  );
}
