import { EyeOff } from "lucide-react";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { usePreferences } from "../session/use-preferences.ts";

/** While amounts are hidden: says so, and shows them again. */
export function ShowAmountsButton() {
  const { t, areAmountsHidden } = useWords();
  const { setPreferences } = usePreferences();
  if (!areAmountsHidden) return null;
  return (
    <Button
      look="icon"
      aria-label={t("settings.showAmounts")}
      title={t("settings.showAmounts")}
      onClick={() => setPreferences({ areAmountsHidden: false })}
    >
      <EyeOff aria-hidden className="size-4.5" />
    </Button>
  );
}
