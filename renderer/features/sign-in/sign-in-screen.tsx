import { FlaskConical, KeyRound, type LucideIcon } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { useWords } from "../../i18n/use-words.ts";
import { SampleDoor } from "./sample-door.tsx";
import { TokenForm } from "./token-form.tsx";

/** The first screen: one door a way to get figures. */
export function SignInScreen() {
  const { t } = useWords();
  useEffect(() => {
    document.documentElement.dataset["screen"] = "sign-in";
  }, []);
  return (
    <main className="mx-auto flex min-h-screen max-w-md flex-col justify-center gap-4 px-4 py-8">
      <header className="mb-3 text-center">
        <h1 className="text-2xl font-semibold tracking-tight">{t("app.name")}</h1>
        <p className="mt-1.5 text-balance text-muted-foreground">{t("signIn.lead")}</p>
      </header>
      <Door icon={KeyRound} title={t("signIn.apifyTitle")} text={t("signIn.apifyText")}>
        <TokenForm isFocused />
      </Door>
      <Door icon={FlaskConical} title={t("signIn.sampleTitle")} text={t("signIn.sampleText")}>
        <SampleDoor />
      </Door>
    </main>
  );
}

interface DoorProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}

function Door({ icon: Icon, title, text, children }: DoorProps) {
  return (
    <section
      aria-label={title}
      className="rounded-xl border border-border bg-card p-5 shadow-xs shadow-black/3 sm:p-6 dark:shadow-none"
    >
      <h2 className="flex items-center gap-2 text-[0.9375rem] leading-6 font-semibold">
        <Icon aria-hidden className="size-4 text-muted-foreground" />
        {title}
      </h2>
      <p className="mt-1 mb-4 text-sm text-pretty text-muted-foreground">{text}</p>
      {children}
    </section>
  );
}
