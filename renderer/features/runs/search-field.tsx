import { Search, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { FIELD } from "../../ui/field.ts";
import { useCommand } from "../commands/commands.ts";

/** So long nothing may be typed before it is searched for. */
const TYPED_MS = 250;
const LONGEST_SEARCH = 100;

interface SearchFieldProps {
  /** What is searched for; null: nothing. */
  readonly q: string | null;
  readonly onSearch: (q: string | null) => void;
}

export function SearchField({ q, onSearch }: SearchFieldProps) {
  const { t } = useWords();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(q ?? "");
  const [searched, setSearched] = useState(q);
  if (searched !== q) {
    // The search was taken away elsewhere.
    setSearched(q);
    setText(q ?? "");
  }

  const wanted = text.trim() === "" ? null : text.trim();
  useEffect(() => {
    if (wanted === searched) return undefined;
    const timer = setTimeout(() => {
      setSearched(wanted);
      onSearch(wanted);
    }, TYPED_MS);
    return () => clearTimeout(timer);
  }, [wanted, searched, onSearch]);

  useCommand("search", () => {
    field.current?.scrollIntoView({ block: "center" });
    field.current?.focus();
    field.current?.select();
  });

  function clear(): void {
    setText("");
    setSearched(null);
    onSearch(null);
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Escape" || text === "") return;
    event.preventDefault();
    event.stopPropagation();
    clear();
  }

  return (
    <div role="search" className="relative min-w-0 grow basis-full @2xl/runs:basis-52">
      <Search aria-hidden className="pointer-events-none absolute top-2.5 left-3 size-4 text-muted-foreground" />
      <input
        ref={field}
        type="text"
        aria-label={t("runs.search")}
        placeholder={t("runs.search")}
        autoComplete="off"
        spellCheck={false}
        maxLength={LONGEST_SEARCH}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        className={`${FIELD} w-full pr-9 pl-9`}
      />
      {text !== "" && (
        <Button
          look="icon"
          aria-label={t("runs.endSearch")}
          title={t("runs.endSearch")}
          onClick={clear}
          className="absolute top-0 right-0"
        >
          <X aria-hidden className="size-4" />
        </Button>
      )}
    </div>
  );
}
