import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from "react";
import { useCommand } from "../commands/commands.ts";
import { later } from "../../ui/later.tsx";
import { desktop } from "../../desktop.ts";
import type { SettingsTab } from "./settings-dialog.tsx";

const SettingsDialog = later(async () => (await import("./settings-dialog.tsx")).SettingsDialog);

interface Settings {
  /** @param returnFocus takes the focus when they close; left out, what has it now does */
  readonly openSettings: (returnFocus?: () => void, tab?: SettingsTab) => void;
}

const SettingsContext = createContext<Settings>({ openSettings: () => undefined });

export const useSettings = (): Settings => useContext(SettingsContext);

/** Holds the settings, which open over whatever the window shows. */
export function SettingsProvider({ children }: { readonly children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(false);
  /** Null until they are opened once: what they are made of is not loaded before. */
  const [tab, setTab] = useState<SettingsTab | null>(null);
  const returnFocus = useRef<() => void>(() => undefined);
  const openAt = useCallback((first: SettingsTab, giveBack?: () => void) => {
    const focused = document.activeElement;
    returnFocus.current = giveBack ?? (() => focused instanceof HTMLElement && focused.focus());
    setTab(first);
    setIsOpen(true);
  }, []);
  const openSettings = useCallback(
    (giveBack?: () => void, first: SettingsTab = "general") => openAt(first, giveBack),
    [openAt],
  );
  useCommand("settings", () => openSettings());
  useCommand("about", () => openAt("help"));
  useCommand("check-updates", () => {
    openAt("help");
    void desktop.checkForUpdates().catch(() => undefined);
  });
  return (
    <SettingsContext value={useMemo(() => ({ openSettings }), [openSettings])}>
      {children}
      {tab !== null && (
        <SettingsDialog tab={tab} isOpen={isOpen} onOpenChange={setIsOpen} returnFocus={() => returnFocus.current()} />
      )}
    </SettingsContext>
  );
}
