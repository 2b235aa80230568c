import { Tabs } from "radix-ui";
import type { ReactNode } from "react";
import { toAppError } from "../../../shared/errors.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { AboutSetting } from "../about/about-setting.tsx";
import { CrashSetting } from "../recovery/crash-setting.tsx";
import { UpdateSettings } from "../updates/update-settings.tsx";
import { usePreferences } from "../session/use-preferences.ts";
import { DataSettings } from "./data-settings.tsx";
import { Diagnostics } from "./diagnostics.tsx";
import { GeneralSettings } from "./general-settings.tsx";
import { SystemSettings } from "./system-settings.tsx";

const TABS = ["general", "system", "data", "help"] as const;
export type SettingsTab = (typeof TABS)[number];

interface SettingsDialogProps {
  /** The one that they open at. */
  readonly tab: SettingsTab;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly returnFocus: () => void;
}

/** What can be chosen of Décompte on this computer. Each choice holds at once. */
export function SettingsDialog({ tab: first, isOpen, onOpenChange, returnFocus }: SettingsDialogProps) {
  const { t } = useWords();
  const { preferences, setPreferences, error } = usePreferences();
  const panels: Readonly<Record<SettingsTab, ReactNode>> = {
    general: <GeneralSettings preferences={preferences} onChange={setPreferences} />,
    system: <SystemSettings preferences={preferences} onChange={setPreferences} />,
    data: <DataSettings />,
    help: (
      <>
        <AboutSetting />
        <UpdateSettings preferences={preferences} onChange={setPreferences} />
        <CrashSetting />
        <Diagnostics />
      </>
    ),
  };
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t("settings.title")}
      text={t("settings.text")}
      returnFocus={returnFocus}
      isAnchored
    >
      <Tabs.Root key={first} defaultValue={first} className="mt-4">
        <Tabs.List
          aria-label={t("settings.title")}
          className="flex gap-0.5 overflow-x-auto rounded-lg bg-muted p-1 text-sm [scrollbar-width:none]"
        >
          {TABS.map((tab) => (
            <Tabs.Trigger
              key={tab}
              value={tab}
              className="focus-ring h-8 grow rounded-md px-2 font-medium whitespace-nowrap text-muted-foreground transition-colors hover:text-foreground data-[state=active]:bg-card data-[state=active]:text-foreground data-[state=active]:shadow-xs"
            >
              {t(`settings.tabs.${tab}`)}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {TABS.map((tab) => (
          <Tabs.Content key={tab} value={tab} tabIndex={-1} className="min-h-72 pt-5 outline-none">
            <div className="flex flex-col gap-5">{panels[tab]}</div>
          </Tabs.Content>
        ))}
      </Tabs.Root>
      {error && (
        <p role="alert" className="mt-4 text-sm text-danger">
          {t("connection.saveFailed")}. {t(`errors.${toAppError(error).code}`)}
        </p>
      )}
    </Dialog>
  );
}
