import { useRef, useState } from "react";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { ApifyDialog } from "./apify-dialog.tsx";
import { useServerApify } from "./use-server-apify.ts";

/** The way to give the shown team server a token for Apify; nothing where it takes none. */
export function GiveApifyToken({ className }: { readonly className?: string }) {
  const { t } = useWords();
  const apify = useServerApify();
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  if (apify === null) return null;
  return (
    <>
      <Button ref={button} className={className} onClick={() => setIsOpen(true)}>
        {t("teamServer.apifyGive")}
      </Button>
      <ApifyDialog apify={apify} isOpen={isOpen} onOpenChange={setIsOpen} returnFocus={() => button.current?.focus()} />
    </>
  );
}
