import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { useSessionChange } from "../session/use-session.ts";
import { ApifyTokenFields } from "./apify-token-fields.tsx";

interface TokenFormProps {
  readonly isFocused?: boolean;
  readonly onSignedIn?: (() => void) | undefined;
}

/** Signs in with an Apify token. */
export function TokenForm({ isFocused = false, onSignedIn }: TokenFormProps) {
  const { t } = useWords();
  const { run, isRunning, error } = useSessionChange((token: string) => desktop.signInWithApify({ token }));
  return (
    <ApifyTokenFields
      isFocused={isFocused}
      isRunning={isRunning}
      errorCode={error?.code ?? null}
      submitLabel={t("signIn.submit")}
      note={t("signIn.tokenNote")}
      onSubmit={async (token) => {
        const isSignedIn = await run(token);
        if (isSignedIn) onSignedIn?.();
        return isSignedIn;
      }}
    />
  );
}
