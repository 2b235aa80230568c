import { useQuery } from "@tanstack/react-query";
import { importStatusQuery } from "../../queries.ts";
import { useSettledConnection } from "../connection/use-connection.ts";
import type { ImportHistory } from "../import-history/use-import-history.ts";
import { CutImport } from "./cut-import.tsx";
import { ImportFailure } from "./import-failure.tsx";
import { ImportResult } from "./import-result.tsx";
import { type ImportView, importViewOf } from "./import-view.ts";
import { RunningImport } from "./running-import.tsx";
import { toldTrouble } from "./told-trouble.ts";

/** How an import goes, and how one that the person asked for ended. */
export function ImportCard({ importHistory }: { readonly importHistory: ImportHistory }) {
  const { data: status } = useQuery(importStatusQuery);
  const trouble = toldTrouble(useSettledConnection());
  const view: ImportView = status ? importViewOf(status, importHistory.isPending) : { kind: "none" };
  switch (view.kind) {
    case "starting":
    case "running":
      return <RunningImport view={view} progress={status?.progress ?? null} />;
    case "cut":
      return <CutImport importHistory={importHistory} trouble={trouble} />;
    case "none":
      if (importHistory.failure !== null)
        return <ImportFailure importHistory={importHistory} code={importHistory.failure.code} trouble={trouble} />;
      if (importHistory.isSuccess)
        return <ImportResult answer={importHistory.data} onDismiss={() => importHistory.reset()} />;
      return null;
  }
}
