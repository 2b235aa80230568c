import { ChevronRight } from "lucide-react";
import { useWords } from "../../i18n/use-words.ts";
import { Amount } from "../../ui/amount.tsx";
import { useServiceNames } from "./service-names.ts";
import { type Service, type ServiceParts, shownLines } from "./shown-lines.ts";
import { formatUsd } from "../../i18n/money.ts";

/** The rest, service by service, for who wants to know where it comes from. */
export function ServiceLines({ services }: { readonly services: readonly Service[] }) {
  const { t } = useWords();
  const nameOf = useServiceNames();
  const { lines, others } = shownLines(services);
  return (
    <details className="group mt-2">
      <summary className="focus-ring -mx-1 flex w-fit list-none items-center gap-1 rounded-md px-1 py-1.5 text-sm text-muted-foreground hover:text-foreground [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open:rotate-90" />
        {t("reconciliation.services")}
      </summary>
      <p className="mt-1 text-xs text-muted-foreground">{t("reconciliation.servicesText")}</p>
      <ul className="mt-1 divide-y divide-border text-sm">
        {lines.map((line) => (
          <ServiceLine key={line.service} name={nameOf(line.service)} service={line.service} parts={line} />
        ))}
        {others !== null && <ServiceLine name={t("reconciliation.otherServices")} parts={others} />}
      </ul>
    </details>
  );
}

interface ServiceLineProps {
  readonly name: string;
  readonly service?: string;
  readonly parts: ServiceParts;
}

function ServiceLine({ name, service, parts }: ServiceLineProps) {
  return (
    <li className="flex items-baseline justify-between gap-4 py-2">
      <div className="min-w-0">
        <p className="break-words" title={service}>
          {name}
        </p>
        <p className="text-xs leading-4.5 text-muted-foreground tabular-nums">{useParts(parts)}</p>
      </div>
      <Amount nanoUsd={parts.unattributed.nanoUsd} isSigned className="font-medium" />
    </li>
  );
}

/** "usage 2.40 $ − exécutions 1.60 $": the parts that are not zero. */
function useParts({ usage, runs, builds }: ServiceParts): string {
  const { t, language } = useWords();
  const format = (nanoUsd: string) => formatUsd(BigInt(nanoUsd), language);
  return [
    t("reconciliation.ofUsage", { amount: format(usage.nanoUsd) }),
    ...(runs.nanoUsd === "0" ? [] : [t("reconciliation.ofRuns", { amount: format(runs.nanoUsd) })]),
    ...(builds.nanoUsd === "0" ? [] : [t("reconciliation.ofBuilds", { amount: format(builds.nanoUsd) })]),
  ].join(" − ");
}
