import { setNonce } from "get-nonce";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { desktop } from "./desktop.ts";
import { readFirstScreen } from "./first-reads.ts";
import { speakLanguage } from "./i18n/speak-language.ts";
import { createQueryClient, followDesktop } from "./query-client.ts";
import { leaveRememberedScreen } from "./features/remembered-screen/leave-remembered-screen.ts";
import { cspNonce } from "./ui/csp-nonce.ts";
import "./styles.css";

const container = document.getElementById("root");
if (!container) throw new Error("index.html holds no #root");
const root = createRoot(container);

// Radix writes one style sheet while a list is open; the page's policy asks for this on it.
setNonce(cspNonce() ?? "");

async function open(): Promise<void> {
  const client = createQueryClient();
  const stopFollowing = followDesktop(client);
  try {
    await readFirstScreen(client);
    root.render(<App client={client} />);
  } catch (error) {
    stopFollowing();
    leaveRememberedScreen();
    await speakLanguage(navigator.language.startsWith("fr") ? "fr" : "en");
    const { StartFailure } = await import("./features/session/start-failure.tsx");
    const ledgerFile = await desktop.getLedgerHealth().then(
      ({ file }) => file,
      () => null,
    );
    root.render(<StartFailure error={error} ledgerFile={ledgerFile} onRetry={() => void open()} />);
  }
}

void open();
