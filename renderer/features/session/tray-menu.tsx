import { AppWindow } from "lucide-react";
import { TRAY_SHOWS, type TrayShows } from "../../../shared/ipc/contract.ts";
import { useWords } from "../../i18n/use-words.ts";
import { ChoiceMenu } from "./choice-menu.tsx";

interface TrayMenuProps {
  readonly shows: TrayShows;
  readonly onChange: (shows: TrayShows) => void;
}

/** What stands in the icon of the system tray. */
export function TrayMenu({ shows, onChange }: TrayMenuProps) {
  const { t } = useWords();
  return (
    <ChoiceMenu
      icon={AppWindow}
      title={t("session.trayShows")}
      choices={TRAY_SHOWS}
      chosen={shows}
      nameOf={(choice) => t(choice === "figure" ? "session.trayFigure" : "session.trayBudget")}
      onChange={onChange}
    />
  );
}
