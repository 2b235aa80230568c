import { Check, Copy, ExternalLink, WifiOff } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { ServerCode } from "../../../shared/ipc/session.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { serverHost } from "../accounts/server-host.ts";
import { clockTime } from "../connection/relative-age.ts";
import { useNow } from "../connection/use-now.ts";

const COPIED_MS = 2_000;

/** The code that the browser must show too, while its approval is waited for. */
export function CodePanel({ code }: { readonly code: ServerCode }) {
  const { t, language } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const host = serverHost(code.address);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div className="text-center">
      <h2 ref={heading} tabIndex={-1} className="text-lg leading-7 font-semibold tracking-tight outline-none">
        {t("teamServer.codeTitle")}
      </h2>
      <p className="mx-auto mt-1 max-w-80 text-sm text-balance text-muted-foreground">
        {t("teamServer.codeText", { host })}
      </p>
      <div className="mt-5 flex flex-col items-center gap-1.5">
        <p className="font-mono text-figure-long leading-11 font-semibold tracking-[0.12em] whitespace-nowrap select-text min-[430px]:text-4xl">
          {shownCode(code.userCode)}
        </p>
        <CopyButton />
      </div>
      <p role="status" className="mt-5 flex items-center justify-center gap-2 text-sm text-muted-foreground">
        {code.isServerAway ? <WifiOff aria-hidden className="size-4 shrink-0 text-warning" /> : <Spinner />}
        {code.isServerAway ? t("teamServer.waitingAway", { host }) : t("teamServer.waiting")}
      </p>
      <p className="mt-1 text-xs text-muted-foreground">
        {t("teamServer.validUntil", { time: clockTime(Date.parse(code.expiresAt), useNow(), language) })}
      </p>
      <div className="mt-5 flex flex-wrap justify-center gap-2">
        <Button onClick={() => void desktop.openServerPage().catch(() => undefined)}>
          {t("teamServer.openPage")}
          <ExternalLink aria-hidden className="size-3.5 text-muted-foreground" />
        </Button>
        <Button look="ghost" onClick={() => void desktop.cancelServerSignIn().catch(() => undefined)}>
          {t("teamServer.cancel")}
        </Button>
      </div>
    </div>
  );
}

/** Main copies it: the page itself may not reach the clipboard. */
function CopyButton() {
  const { t } = useWords();
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const Icon = isCopied ? Check : Copy;
  return (
    <Button
      look="ghost"
      onClick={() =>
        void desktop.copyServerCode().then(
          () => setIsCopied(true),
          () => undefined,
        )
      }
    >
      <Icon aria-hidden className="size-4" />
      <span aria-live="polite">{isCopied ? t("teamServer.copied") : t("teamServer.copy")}</span>
    </Button>
  );
}

/** In two groups, as the server's page shows it. */
function shownCode(userCode: string): string {
  return /^[A-Za-z0-9]{8}$/.test(userCode) ? `${userCode.slice(0, 4)}-${userCode.slice(4)}` : userCode;
}
