import { KeyRound } from "lucide-react";
import { useWords } from "../../i18n/use-words.ts";
import { Banner } from "../../ui/banner.tsx";
import type { AccountSession } from "../session/open-session.ts";

/** The token works, but is kept nowhere. */
export function TokenInMemoryBanner({ session }: { readonly session: AccountSession }) {
  const { t } = useWords();
  const text = t(session.kind === "apify" ? "credential.sessionText" : "teamServer.sessionText");
  return <Banner tone="info" icon={KeyRound} title={t("credential.sessionTitle")} text={text} />;
}
