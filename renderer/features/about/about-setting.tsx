import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useWords } from "../../i18n/use-words.ts";
import { aboutQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { later } from "../../ui/later.tsx";
import { Setting } from "../settings/setting.tsx";

const LicenceDialog = later(async () => (await import("./licence-dialog.tsx")).LicenceDialog);

/** Which application this is, what it runs on, who vouches for it, and whose work is in it. */
export function AboutSetting() {
  const { t } = useWords();
  const { data: about } = useQuery(aboutQuery);
  /** Null until they are opened once. */
  const [isOpen, setIsOpen] = useState<boolean | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  if (about === undefined) return null;
  const { name, version, mark, electron, chromium, node } = about;
  return (
    <Setting
      title={`${name} ${version}`}
      text={
        <>
          {t(`about.marks.${mark}`)}
          <br />
          {t("about.runtime", { electron, chromium, node })}
        </>
      }
    >
      <Button ref={button} aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
        {t("about.licences")}
      </Button>
      {isOpen !== null && (
        <LicenceDialog isOpen={isOpen} onOpenChange={setIsOpen} returnFocus={() => button.current?.focus()} />
      )}
    </Setting>
  );
}
