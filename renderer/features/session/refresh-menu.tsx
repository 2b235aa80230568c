import { RefreshCw } from "lucide-react";
import { REFRESH_MINUTES, type RefreshMinutes } from "../../../shared/ipc/contract.ts";
import { useWords } from "../../i18n/use-words.ts";
import { ChoiceMenu } from "./choice-menu.tsx";

interface RefreshMenuProps {
  readonly minutes: RefreshMinutes;
  readonly onChange: (minutes: RefreshMinutes) => void;
}

/** How often Décompte refreshes by itself. */
export function RefreshMenu({ minutes, onChange }: RefreshMenuProps) {
  const { t } = useWords();
  return (
    <ChoiceMenu
      icon={RefreshCw}
      title={t("session.refreshEvery")}
      choices={REFRESH_MINUTES}
      chosen={minutes}
      nameOf={(choice) => t(`session.every${choice}`)}
      onChange={onChange}
    />
  );
}
