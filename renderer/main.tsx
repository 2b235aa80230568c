import { QueryClientProvider } from "@tanstack/react-query";
import { setNonce } from "get-nonce";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { desktop } from "./desktop.ts";
import { readFirstScreen } from "./first-reads.ts";
import { setDisplay } from "./i18n/display.ts";
import { speakLanguage } from "./i18n/speak-language.ts";
import { createQueryClient, followDesktop } from "./query-client.ts";
import { environmentQuery } from "./queries.ts";
import { leaveRememberedScreen } from "./features/remembered-screen/leave-remembered-screen.ts";
import { cspNonce } from "./ui/csp-nonce.ts";
import "./styles.css";

const LONGEST_SILENCE_MS = 1_000;

const container = document.getElementById("root");
if (!container) throw new Error("index.html holds no #root");
const root = createRoot(container);

// Radix writes one style sheet while a list is open; the page's policy asks for this on it.
setNonce(cspNonce() ?? "");

async function open(): Promise<void> {
  const client = createQueryClient();
  const stopFollowing = followDesktop(client);
  try {
    await readFirstScreen(client).finally(noteLongWait());
    root.render(<App client={client} />);
  } catch (error) {
    leaveRememberedScreen();
    const environment = client.getQueryData(environmentQuery.queryKey);
    if (environment !== undefined) setDisplay(environment);
    await speakLanguage(environment?.language ?? (navigator.language.startsWith("fr") ? "fr" : "en"));
    const { StartFailure } = await import("./features/session/start-failure.tsx");
    const ledgerFile = await desktop.getLedgerHealth().then(
      ({ file }) => file,
      () => null,
    );
    const onRetry = () => {
      stopFollowing();
      void open();
    };
    root.render(
      <QueryClientProvider client={client}>
        <StartFailure error={error} ledgerFile={ledgerFile} onRetry={onRetry} />
      </QueryClientProvider>,
    );
  }
}

/** Tells in a while why there is nothing yet, unless that has come by then, which the answer says. */
function noteLongWait(): () => void {
  let isOver = false;
  const note = async () => {
    const { ledgerCopyingNote } = await import("./features/ledger/ledger-copying.tsx");
    const told = await ledgerCopyingNote();
    if (!isOver) root.render(told);
  };
  const timer = setTimeout(() => void note().catch(() => undefined), LONGEST_SILENCE_MS);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

void open();
