import { useQuery } from "@tanstack/react-query";
import { importStatusQuery } from "../../queries.ts";
import type { ImportHistory } from "../import-history/use-import-history.ts";
import { CutImport } from "./cut-import.tsx";
import { ImportFailure, ImportResult } from "./import-result.tsx";
import { type ImportView, importViewOf } from "./import-view.ts";
import { RunningImport } from "./running-import.tsx";

/** How an import goes, and how one that the person asked for ended. */
export function ImportCard({ importHistory }: { readonly importHistory: ImportHistory }) {
  const { data: status } = useQuery(importStatusQuery);
  const view: ImportView = status ? importViewOf(status, importHistory.isPending) : { kind: "none" };
  switch (view.kind) {
    case "starting":
    case "running":
      return <RunningImport view={view} progress={status?.progress ?? null} />;
    case "cut":
      return <CutImport importHistory={importHistory} />;
    case "none":
      if (importHistory.isError) return <ImportFailure importHistory={importHistory} error={importHistory.error} />;
      if (importHistory.isSuccess)
        return <ImportResult answer={importHistory.data} onDismiss={() => importHistory.reset()} />;
      return null;
  }
}
