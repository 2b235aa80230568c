import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from "react";
import { useCommand } from "../commands/commands.ts";
import { later } from "../../ui/later.tsx";

const SettingsDialog = later(async () => (await import("./settings-dialog.tsx")).SettingsDialog);

interface Settings {
  /** @param returnFocus takes the focus when they close; left out, what has it now does */
  readonly openSettings: (returnFocus?: () => void) => void;
}

const SettingsContext = createContext<Settings>({ openSettings: () => undefined });

export const useSettings = (): Settings => useContext(SettingsContext);

/** Holds the settings, which open over whatever the window shows. */
export function SettingsProvider({ children }: { readonly children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(false);
  /** What they are made of is not loaded before. */
  const [wasOpened, setWasOpened] = useState(false);
  const returnFocus = useRef<() => void>(() => undefined);
  const openSettings = useCallback((giveBack?: () => void) => {
    const focused = document.activeElement;
    returnFocus.current = giveBack ?? (() => focused instanceof HTMLElement && focused.focus());
    setWasOpened(true);
    setIsOpen(true);
  }, []);
  useCommand("settings", () => openSettings());
  return (
    <SettingsContext value={useMemo(() => ({ openSettings }), [openSettings])}>
      {children}
      {wasOpened && (
        <SettingsDialog isOpen={isOpen} onOpenChange={setIsOpen} returnFocus={() => returnFocus.current()} />
      )}
    </SettingsContext>
  );
}
