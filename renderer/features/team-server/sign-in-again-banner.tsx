import { LogIn } from "lucide-react";
import { useWords } from "../../i18n/use-words.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { serverHost } from "../accounts/server-host.ts";
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
  const reasonText = t(`teamServer.${reason}Text`, { host });
  const text = code === null ? (problem ?? `${reasonText} ${t("teamServer.signInAgainText")}`) : reasonText;
  return (
    <Banner
      tone={reason === "refused" ? "danger" : "warning"}
      icon={LogIn}
      title={t(`teamServer.${reason}Title`)}
      text={text}
      action={
        code === null && (
          <Button disabled={isRunning} aria-busy={isRunning} onClick={() => void run(address)}>
            {isRunning && <Spinner />}
            {isRunning ? t("teamServer.asking") : t("teamServer.signInAgain")}
          </Button>
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
