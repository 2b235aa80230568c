import { type ReactNode, useEffect, useRef } from "react";
import { useWords } from "../../i18n/use-words.ts";
import { accountOf } from "../../queries.ts";
import { AlertBell } from "../alerts/alert-bell.tsx";
import { ConnectionStatus } from "../connection/connection-status.tsx";
import { tokenObstacle } from "../connection/token-state.ts";
import { useSettledConnection } from "../connection/use-connection.ts";
import { ShowAmountsButton } from "../settings/show-amounts-button.tsx";
import type { OpenSession } from "./open-session.ts";

interface AppHeaderProps {
  readonly session: OpenSession;
  readonly menu: ReactNode;
}

export function AppHeader({ session, menu }: AppHeaderProps) {
  const connection = useSettledConnection();
  const isTokenAsked = tokenObstacle(connection) !== null || connection?.kind === "not-allowed";
  return (
    <header data-remembered className="flex min-h-16 items-center gap-2 pt-3 sm:gap-3">
      <Title key={`${"credential" in session ? session.credential : session.kind} ${isTokenAsked}`} />
      <div className="ml-auto flex min-w-0 items-center gap-1">
        {session.kind !== "sample" && <ConnectionStatus />}
        <ShowAmountsButton />
        <AlertBell account={accountOf(session)} />
        {menu}
      </div>
    </header>
  );
}

/**
 * Made anew when the session or what stands in its way changes, it takes the focus if that change removed what held it,
 * such as the form where the token was typed: who uses a keyboard, or hears the page, goes on from its top.
 */
function Title() {
  const { t } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} className="text-lg font-semibold tracking-tight outline-none">
      {t("app.name")}
    </h1>
  );
}
