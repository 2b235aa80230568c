import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { useSessionChange } from "../session/use-session.ts";

export function SampleDoor() {
  const { t } = useWords();
  const { run, isRunning, error } = useSessionChange(() => desktop.openSampleData());
  return (
    <>
      {error !== null && (
        <p role="alert" className="mb-3 text-note text-pretty text-danger">
          {t(`errors.${error.code}`)}
        </p>
      )}
      <Button className="h-10 w-full" disabled={isRunning} aria-busy={isRunning} onClick={() => void run()}>
        {isRunning && <Spinner />}
        {isRunning ? t("signIn.sampleOpening") : t("signIn.sampleOpen")}
      </Button>
    </>
  );
}
