import { ArrowLeft, FlaskConical, KeyRound, type LucideIcon, Server } from "lucide-react";
import { clsx } from "clsx";
import { type ReactNode, useEffect, useState } from "react";
import type { ServerCode } from "../../../shared/ipc/session.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { SettingsButton } from "../settings/settings-button.tsx";
import { AddressForm } from "../team-server/address-form.tsx";
import { CodePanel } from "../team-server/code-panel.tsx";
import { useServerSignIn } from "../team-server/use-server-sign-in.ts";
import { SampleDoor } from "./sample-door.tsx";
import { TokenForm } from "./token-form.tsx";

interface SignInScreenProps {
  /** Where there are figures to go back to: told when another account has signed in, and to leave. */
  readonly onDone?: () => void;
}

/** The first screen, and the one that adds an account: one door a way to get figures. */
export function SignInScreen({ onDone }: SignInScreenProps) {
  const { t } = useWords();
  useEffect(() => {
    document.documentElement.dataset["screen"] = "sign-in";
  }, []);
  const server = useServerSignIn();
  const [typedAddress, setTypedAddress] = useState("");
  const signInToServer = async (address: string) => {
    setTypedAddress(address);
    if (await server.run(address)) onDone?.();
  };
  if (server.code !== null) return <CodeScreen code={server.code} />;
  return (
    <main className="mx-auto flex min-h-screen max-w-md flex-col justify-center px-4 py-8 md:max-w-4xl md:px-6">
      <div className="fixed top-3 right-3">
        <SettingsButton />
      </div>
      {onDone ? <AddingHeader onBack={onDone} /> : <FirstHeader />}
      <div className="grid gap-4 md:grid-cols-2">
        <Door icon={KeyRound} title={t("signIn.apifyTitle")} text={t("signIn.apifyText")} isTall>
          <TokenForm isFocused onSignedIn={onDone} />
        </Door>
        <Door icon={Server} title={t("teamServer.title")} text={t("teamServer.text")}>
          <AddressForm signIn={server} typed={typedAddress} onSubmit={(address) => void signInToServer(address)} />
        </Door>
        {!onDone && (
          <Door icon={FlaskConical} title={t("signIn.sampleTitle")} text={t("signIn.sampleText")}>
            <SampleDoor />
          </Door>
        )}
      </div>
    </main>
  );
}

function CodeScreen({ code }: { readonly code: ServerCode }) {
  const { t } = useWords();
  return (
    <main className="mx-auto flex min-h-screen max-w-md flex-col justify-center px-4 py-8">
      <h1 className="sr-only">{t("app.name")}</h1>
      <div className={`${DOOR} py-8 sm:py-10`}>
        <CodePanel code={code} />
      </div>
    </main>
  );
}

function FirstHeader() {
  const { t } = useWords();
  return (
    <header className="mb-7 text-center md:mb-9">
      <h1 className="text-2xl font-semibold tracking-tight">{t("app.name")}</h1>
      <p className="mt-1.5 text-balance text-muted-foreground">{t("signIn.lead")}</p>
    </header>
  );
}

function AddingHeader({ onBack }: { readonly onBack: () => void }) {
  const { t } = useWords();
  return (
    <header className="mb-5">
      <Button look="ghost" className="-ml-2.5" onClick={onBack}>
        <ArrowLeft aria-hidden className="size-4" />
        {t("accounts.back")}
      </Button>
      <h1 className="mt-2 text-xl font-semibold tracking-tight">{t("accounts.addTitle")}</h1>
      <p className="mt-1 text-sm text-pretty text-muted-foreground">{t("accounts.addText")}</p>
    </header>
  );
}

const DOOR = "rounded-xl border border-border bg-card p-5 shadow-xs shadow-black/3 sm:p-6 dark:shadow-none";

interface DoorProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: string;
  /** Beside two others, where the window is wide enough for that. */
  readonly isTall?: boolean;
  readonly children: ReactNode;
}

function Door({ icon: Icon, title, text, isTall = false, children }: DoorProps) {
  return (
    <section aria-label={title} className={clsx(DOOR, isTall && "md:row-span-2")}>
      <h2 className="flex items-center gap-2 text-title leading-6 font-semibold">
        <Icon aria-hidden className="size-4 text-muted-foreground" />
        {title}
      </h2>
      <p className="mt-1 mb-4 text-sm text-pretty text-muted-foreground">{text}</p>
      {children}
    </section>
  );
}
