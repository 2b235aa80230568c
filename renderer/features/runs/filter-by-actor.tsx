import { ListFilter } from "lucide-react";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { useRunFilter } from "../run-filter/use-run-filter.ts";

interface FilterByActorProps {
  readonly scraperId: string;
  readonly onFiltered: () => void;
}

/** Narrows the whole page to one Actor's runs. */
export function FilterByActor({ scraperId, onFiltered }: FilterByActorProps) {
  const { t } = useWords();
  const { filter, setFilter } = useRunFilter();
  if (filter.scraperId === scraperId) return null;
  const narrow = () => {
    setFilter({ scraperId });
    onFiltered();
  };
  return (
    <Button onClick={narrow}>
      <ListFilter aria-hidden className="size-4" />
      {t("runs.onlyActor")}
    </Button>
  );
}
