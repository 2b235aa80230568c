import { Settings } from "lucide-react";
import { useRef } from "react";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { useSettings } from "./settings-provider.tsx";

/** Leads to the settings where no account's menu does. */
export function SettingsButton() {
  const { t } = useWords();
  const { openSettings } = useSettings();
  const button = useRef<HTMLButtonElement>(null);
  return (
    <Button
      ref={button}
      look="icon"
      aria-label={t("settings.title")}
      title={t("settings.title")}
      onClick={() => openSettings(() => button.current?.focus())}
    >
      <Settings aria-hidden className="size-4.5" />
    </Button>
  );
}
