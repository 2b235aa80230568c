import { KeyRound, ShieldAlert } from "lucide-react";
import { useWords } from "../../i18n/use-words.ts";
import { Banner } from "../../ui/banner.tsx";
import { serverHost } from "../accounts/server-host.ts";
import { GiveApifyToken } from "./give-apify-token.tsx";

interface ServerApifyBannerProps {
  readonly reason: "server-apify-refused" | "not-allowed";
  /** The team server's. */
  readonly address: string;
}

/** The server can't import with the Apify token that it has. */
export function ServerApifyBanner({ reason, address }: ServerApifyBannerProps) {
  const { t } = useWords();
  const isRefused = reason === "server-apify-refused";
  return (
    <Banner
      tone="danger"
      icon={isRefused ? KeyRound : ShieldAlert}
      title={t(isRefused ? "teamServer.apifyRefusedTitle" : "teamServer.apifyNotAllowedTitle")}
      text={
        isRefused
          ? t("teamServer.apifyRefusedBanner", { host: serverHost(address) })
          : t("teamServer.apifyNotAllowedBanner")
      }
      action={<GiveApifyToken />}
    />
  );
}
