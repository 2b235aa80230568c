import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { useWords } from "../../i18n/use-words.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { useSettings } from "../settings/settings-provider.tsx";
import { recoveredFrom } from "./recovered-from.ts";

/** Says, over whatever the window shows, that it stopped and has come back. */
export function RecoveryNotice() {
  const { t } = useWords();
  const { openSettings } = useSettings();
  const [from, setFrom] = useState(() => recoveredFrom(location.hash));
  if (from === null) return null;
  const putAway = () => {
    history.replaceState(null, "", location.pathname);
    setFrom(null);
  };
  return (
    <div className="fixed inset-x-0 bottom-4 z-40 mx-auto w-full max-w-2xl px-4">
      <div className="rounded-xl bg-card shadow-lg">
        <Banner
          tone="info"
          icon={RotateCcw}
          title={t(`recovery.titles.${from}`)}
          text={t("recovery.text")}
          action={<Button onClick={() => openSettings(undefined, "help")}>{t("recovery.details")}</Button>}
          onDismiss={putAway}
        />
      </div>
    </div>
  );
}
