import { LogIn } from "lucide-react";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { serverHost } from "../accounts/account-name.ts";
import { CodePanel } from "./code-panel.tsx";
import { useServerSignIn } from "./use-server-sign-in.ts";

interface SignInAgainBannerProps {
  readonly reason: "refused" | "missing" | "unavailable";
  /** The team server's. */
  readonly address: string;
}

/** The server's token is of no use any more; the figures stay in sight while another one is got. */
export function SignInAgainBanner({ reason, address }: SignInAgainBannerProps) {
  const { t } = useWords();
  const { code, isRunning, problem, run } = useServerSignIn();
  const host = serverHost(address);
  const cancel = () => void desktop.cancelServerSignIn().catch(() => undefined);
  return (
    <Banner
      tone={reason === "refused" ? "danger" : "warning"}
      icon={LogIn}
      title={t(`teamServer.${reason}Title`)}
      text={problem ?? `${t(`teamServer.${reason}Text`, { host })} ${t("teamServer.signInAgainText")}`}
      action={
        code === null ? (
          <Button disabled={isRunning} aria-busy={isRunning} onClick={() => void run(address)}>
            {isRunning && <Spinner />}
            {isRunning ? t("teamServer.asking") : t("teamServer.signInAgain")}
          </Button>
        ) : (
          <Button onClick={cancel}>{t("teamServer.cancel")}</Button>
        )
      }
    >
      {code !== null && (
        <div className="mt-3 border-t border-foreground/10 pt-5 pb-2">
          <CodePanel code={code} />
        </div>
      )}
    </Banner>
  );
}
