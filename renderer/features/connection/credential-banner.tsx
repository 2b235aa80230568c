import { KeyRound, LockKeyhole } from "lucide-react";
import { useState } from "react";
import type { CredentialState } from "../../../shared/ipc/contract.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { useSessionChange } from "../session/use-session.ts";
import { TokenForm } from "../sign-in/token-form.tsx";

/** What became of the token, in words of its own for each case, and the way out. */
export function CredentialBanner({ credential }: { readonly credential: CredentialState }) {
  const { t } = useWords();
  switch (credential) {
    case "kept":
      return null;
    case "this-session":
      return (
        <Banner tone="info" icon={KeyRound} title={t("credential.sessionTitle")} text={t("credential.sessionText")} />
      );
    case "locked":
      return <LockedBanner />;
    case "missing":
    case "unavailable":
    case "refused":
      return <TokenAgainBanner key={credential} credential={credential} />;
  }
}

function LockedBanner() {
  const { t } = useWords();
  const { run, isRunning, errorCode } = useSessionChange(() => desktop.retryKeychain());
  return (
    <Banner
      tone="warning"
      icon={LockKeyhole}
      title={t("credential.lockedTitle")}
      text={errorCode === null ? `${t("credential.lockedText")} ${t("credential.readable")}` : t(`errors.${errorCode}`)}
      action={
        <Button disabled={isRunning} onClick={() => void run()}>
          {isRunning ? t("credential.retrying") : t("app.retry")}
        </Button>
      }
    />
  );
}

type LostCredential = Exclude<CredentialState, "kept" | "this-session" | "locked">;

function TokenAgainBanner({ credential }: { readonly credential: LostCredential }) {
  const { t } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Banner
      tone={credential === "refused" ? "danger" : "warning"}
      icon={KeyRound}
      title={t(`credential.${credential}Title`)}
      text={`${t(`credential.${credential}Text`)} ${t("credential.readable")}`}
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
