import { useQuery } from "@tanstack/react-query";
import { CircleGauge, Clock, type LucideIcon, TriangleAlert, WifiOff } from "lucide-react";
import { assertNever } from "../../../shared/errors.ts";
import type { CredentialState } from "../../../shared/ipc/contract.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { importStatusQuery } from "../../queries.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { needsToken, type Trouble, troubleOf } from "./connection.ts";
import { relativeAge } from "./relative-age.ts";
import { useNow } from "./use-now.ts";

interface TroubleWords {
  readonly tone: "warning" | "danger";
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: string;
}

/** Why the figures are not fresh. A credential that is missing says so itself, in its own banner. */
export function ConnectionBanner({ credential }: { readonly credential: CredentialState }) {
  const { t } = useWords();
  const { data: status } = useQuery(importStatusQuery);
  const nowMs = useNow();
  const isSilent = status === undefined || credential === "locked" || needsToken(credential);
  const trouble = isSilent ? null : troubleOf(status, nowMs);
  const words = useTroubleWords(trouble);
  if (words === null) return null;
  return (
    <Banner
      {...words}
      action={
        <Button disabled={status?.state === "running"} onClick={() => void desktop.refresh().catch(() => undefined)}>
          {t("app.retry")}
        </Button>
      }
    />
  );
}

function useTroubleWords(trouble: Trouble | null): TroubleWords | null {
  const { t, language } = useWords();
  if (trouble === null) return null;
  switch (trouble.kind) {
    case "offline":
      return { tone: "warning", icon: WifiOff, title: t("connection.offlineTitle"), text: t("connection.offlineText") };
    case "limited":
      return {
        tone: "warning",
        icon: CircleGauge,
        title: t("connection.limitedTitle"),
        text: t("connection.limitedText"),
      };
    case "failed":
      return {
        tone: "danger",
        icon: TriangleAlert,
        title: t("connection.failedTitle"),
        text: t(`errors.${trouble.code}`),
      };
    case "stale": {
      const age = relativeAge(trouble.ageMs, language);
      return {
        tone: "warning",
        icon: Clock,
        title: t("connection.staleTitle"),
        text: t("connection.staleText", { age }),
      };
    }
    default:
      return assertNever(trouble);
  }
}
