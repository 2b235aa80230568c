import { clsx } from "clsx";
import { Check, ChevronDown } from "lucide-react";
import { Popover } from "radix-ui";
import { type KeyboardEvent, useId, useMemo, useRef, useState } from "react";
import { useDisplay } from "../../i18n/display.ts";
import { useWords } from "../../i18n/use-words.ts";
import { FIELD } from "../../ui/field.ts";
import { MENU_SURFACE } from "../../ui/menu-surface.ts";
import { useNow } from "../connection/use-now.ts";
import { zoneOffset } from "../time-zone/zone-name.ts";
import { matchingZones } from "./matching-zones.ts";

interface ZoneFieldProps {
  /** Null: the system's. */
  readonly timeZone: string | null;
  readonly onChange: (timeZone: string | null) => void;
}

/** The zone of the days and times, out of all that are known, by its name. */
export function ZoneField({ timeZone, onChange }: ZoneFieldProps) {
  const { t } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  const choose = (chosen: string | null) => {
    setIsOpen(false);
    if (chosen !== timeZone) onChange(chosen);
  };
  const shown = timeZone === null ? t("settings.systemZone") : inWords(timeZone);
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger
        aria-label={`${t("settings.zone")}, ${shown}`}
        className="focus-ring inline-flex h-9 max-w-full items-center gap-2 rounded-md border border-input bg-card pr-2.5 pl-3 text-sm transition-colors hover:bg-muted"
      >
        <span className="truncate">{shown}</span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label={t("settings.zone")}
          className={`${MENU_SURFACE} flex h-[min(21rem,var(--radix-popover-content-available-height))] w-88 max-w-[calc(100vw-1rem)] flex-col p-1.5`}
        >
          <ZoneList chosen={timeZone} onChoose={choose} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

const inWords = (timeZone: string): string => timeZone.replaceAll("_", " ");

interface ZoneListProps {
  readonly chosen: string | null;
  readonly onChoose: (timeZone: string | null) => void;
}

/** A field that narrows a list, which the arrow keys go through while one types. */
function ZoneList({ chosen, onChoose }: ZoneListProps) {
  const { t, language } = useWords();
  const { systemTimeZone } = useDisplay();
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const nowMs = useNow();
  const { zones, isCut } = useMemo(() => matchingZones(typed), [typed]);
  const options = typed.trim() === "" ? [...new Set([null, chosen, ...zones])] : zones;

  function move(event: KeyboardEvent, to: number): void {
    event.preventDefault();
    const next = Math.max(0, Math.min(options.length - 1, to));
    setActive(next);
    list.current?.children[next]?.scrollIntoView({ block: "nearest" });
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "ArrowDown") move(event, active + 1);
    else if (event.key === "ArrowUp") move(event, active - 1);
    else if (event.key === "Enter") {
      event.preventDefault();
      const option = options[active];
      if (option !== undefined) onChoose(option);
    }
  }

  return (
    <>
      <input
        type="text"
        role="combobox"
        aria-label={t("settings.zoneSearch")}
        aria-expanded
        aria-controls={id}
        aria-activedescendant={options.length === 0 ? undefined : `${id}-${active}`}
        aria-autocomplete="list"
        placeholder={t("settings.zoneSearch")}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        className={clsx(FIELD, "mb-1.5 shrink-0")}
      />
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label={t("settings.zone")}
        className="min-h-0 grow overflow-y-auto [scrollbar-width:thin]"
      >
        {options.map((zone, index) => (
          // The field keeps the keyboard: see its `onKeyDown`.
          <div
            key={zone ?? ""}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={zone === chosen}
            onPointerMove={() => setActive(index)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onChoose(zone)}
            onKeyDown={onKeyDown}
            className={clsx(
              "flex min-h-8 items-center gap-3 rounded-sm py-1.5 pr-2 pl-2.5 text-sm leading-5 select-none",
              index === active && "bg-muted",
            )}
          >
            <span className="min-w-0 grow truncate">
              {zone === null ? `${t("settings.systemZone")} (${inWords(systemTimeZone)})` : inWords(zone)}
            </span>
            <span className="shrink-0 text-xs text-muted-foreground tabular-nums">
              {zoneOffset(zone ?? systemTimeZone, nowMs, language)}
            </span>
            {zone === chosen && <Check aria-hidden className="size-4 shrink-0" />}
          </div>
        ))}
      </div>
      {(isCut || zones.length === 0) && (
        <p role="status" className="px-2.5 pt-1.5 pb-1 text-xs text-muted-foreground">
          {t(isCut ? "settings.zoneMore" : "settings.zoneNone")}
        </p>
      )}
    </>
  );
}
