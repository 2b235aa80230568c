import type { Release } from "../../../shared/ipc/updates.ts";
import { useWords } from "../../i18n/use-words.ts";

/** What is new in a release. */
export function ReleaseNotes({ release: { notes } }: { readonly release: Release }) {
  const { language } = useWords();
  return (
    <ul className="flex list-disc flex-col gap-1 pl-5 text-note leading-5 text-pretty marker:text-muted-foreground">
      {notes[language].map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
