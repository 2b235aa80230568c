import { FlaskConical } from "lucide-react";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { useSessionChange } from "./use-session.ts";

/** Nobody should take the sample for their own spending. */
export function SampleBanner() {
  const { t } = useWords();
  const { run, isRunning, error } = useSessionChange(() => desktop.signOut());
  return (
    <Banner
      tone="info"
      icon={FlaskConical}
      title={t("session.sampleBadge")}
      text={error === null ? t("session.sampleText") : t(`errors.${error.code}`)}
      action={
        <Button disabled={isRunning} onClick={() => void run()}>
          {t("session.leaveSample")}
        </Button>
      }
    />
  );
}
