import { KeyRound, LockKeyhole, ShieldAlert } from "lucide-react";
import { useState } from "react";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { useSessionChange } from "../session/use-session.ts";
import { TokenForm } from "../sign-in/token-form.tsx";

export function LockedBanner() {
  const { t } = useWords();
  const { run, isRunning, error } = useSessionChange(() => desktop.retryKeychain());
  return (
    <Banner
      tone="warning"
      icon={LockKeyhole}
      title={t("credential.lockedTitle")}
      text={error === null ? `${t("credential.lockedText")} ${t("credential.readable")}` : t(`errors.${error.code}`)}
      action={
        <Button disabled={isRunning} onClick={() => void run()}>
          {isRunning ? t("credential.retrying") : t("app.retry")}
        </Button>
      }
    />
  );
}

interface TokenAgainBannerProps {
  readonly reason: "missing" | "unavailable" | "refused" | "not-allowed";
}

/** What became of the token, in words of its own for each case, and the place to paste another one. */
export function TokenAgainBanner({ reason }: TokenAgainBannerProps) {
  const { t } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Banner
      tone={reason === "refused" || reason === "not-allowed" ? "danger" : "warning"}
      icon={reason === "not-allowed" ? ShieldAlert : KeyRound}
      title={t(`credential.${reason}Title`)}
      text={`${t(`credential.${reason}Text`)} ${t("credential.readable")}`}
      action={
        <Button aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? t("credential.close") : t("credential.pasteToken")}
        </Button>
      }
    >
      {isOpen && (
        <div className="mt-3 border-t border-foreground/10 pt-3 pb-1">
          <TokenForm isFocused />
        </div>
      )}
    </Banner>
  );
}
