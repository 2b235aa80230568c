import { useWords } from "../../i18n/use-words.ts";
import { ConnectionStatus } from "../connection/connection-status.tsx";
import { AccountMenu } from "./account-menu.tsx";
import type { OpenSession } from "./open-session.ts";

export function AppHeader({ session }: { readonly session: OpenSession }) {
  const { t } = useWords();
  const heading = useFocusAfterChange(session);
  return (
    <header className="flex min-h-16 items-center gap-3 pt-3">
      <h1 ref={heading} tabIndex={-1} className="text-lg font-semibold tracking-tight outline-none">
        {t("app.name")}
      </h1>
      <div className="ml-auto flex min-w-0 items-center gap-1">
        {session.kind === "apify" && (
          <>
            <ConnectionStatus credential={session.credential} />
            <AccountMenu username={session.username} />
          </>
        )}
      </div>
    </header>
  );
}
