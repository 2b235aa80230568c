import { useQueryClient } from "@tanstack/react-query";
import { CircleCheck, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { type ErrorCode, toAppError } from "../../../shared/errors.ts";
import type { ApifyConnection } from "../../../shared/api/apify-connection.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { FIGURES_KEY } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { serverHost } from "../accounts/server-host.ts";
import { calendarDay } from "../connection/relative-age.ts";
import { ApifyTokenFields } from "../sign-in/apify-token-fields.tsx";
import type { ServerApify } from "./use-server-apify.ts";

interface ApifyDialogProps {
  readonly apify: ServerApify;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly returnFocus: () => void;
}

/** The team server's own connection to Apify: how it stands, and the place to give it a token. */
export function ApifyDialog({ apify, isOpen, onOpenChange, returnFocus }: ApifyDialogProps) {
  const { t } = useWords();
  const host = serverHost(apify.address);
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t("teamServer.apifyTitle")}
      text={t("teamServer.apifyText", { host })}
      returnFocus={returnFocus}
    >
      <ApifyDialogBody apify={apify} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function ApifyDialogBody({ apify, onDone }: { readonly apify: ServerApify; readonly onDone: () => void }) {
  const { t } = useWords();
  const connect = useApifyChange((token: string) => desktop.connectServerToApify({ token }));
  const disconnect = useApifyChange(() => desktop.disconnectServerFromApify());
  const { connection } = apify;
  return (
    <div className="mt-5 flex flex-col gap-5">
      {connection.state !== "none" && <ConnectionLine connection={connection} />}
      <ApifyTokenFields
        isFocused
        isRunning={connect.isRunning}
        errorCode={connect.errorCode ?? disconnect.errorCode}
        submitLabel={t("teamServer.apifySubmit")}
        note={t("teamServer.apifyNote", { host: serverHost(apify.address) })}
        onSubmit={async (token) => {
          const isConnected = await connect.run(token);
          if (isConnected) onDone();
          return isConnected;
        }}
      />
      {connection.state !== "none" && (
        <Button
          look="ghost"
          className="self-start text-danger hover:text-danger"
          disabled={disconnect.isRunning}
          onClick={() => void disconnect.run()}
        >
          {t("teamServer.apifyRemove")}
        </Button>
      )}
    </div>
  );
}

function ConnectionLine({ connection }: { readonly connection: ApifyConnection }) {
  const { t, language } = useWords();
  const { username, connectedAt } = connection;
  const isRefused = connection.state === "refused";
  const Icon = isRefused ? TriangleAlert : CircleCheck;
  const words = { username: username ?? "", date: calendarDay(Date.parse(connectedAt ?? ""), language) };
  return (
    <p role="status" className="flex gap-2.5 rounded-lg bg-muted px-3 py-2.5 text-sm leading-5.5">
      <Icon
        aria-hidden
        className={isRefused ? "mt-0.5 size-4.5 shrink-0 text-danger" : "mt-0.5 size-4.5 shrink-0 text-info"}
      />
      {t(isRefused ? "teamServer.apifyRefusedText" : "teamServer.apifyConnectedText", words)}
    </p>
  );
}

/** No TanStack mutation: its cache would keep the arguments, and a token is among them. */
function useApifyChange<Arguments extends readonly unknown[]>(
  change: (...values: Arguments) => Promise<ApifyConnection>,
) {
  const client = useQueryClient();
  const [isRunning, setIsRunning] = useState(false);
  const [errorCode, setErrorCode] = useState<ErrorCode | null>(null);

  const run = async (...values: Arguments): Promise<boolean> => {
    setIsRunning(true);
    setErrorCode(null);
    try {
      await change(...values);
      await client.invalidateQueries({ queryKey: FIGURES_KEY });
      return true;
    } catch (error) {
      setErrorCode(toAppError(error).code);
      return false;
    } finally {
      setIsRunning(false);
    }
  };
  return { run, isRunning, errorCode };
}
