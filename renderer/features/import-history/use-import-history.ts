import { useMutation } from "@tanstack/react-query";
import type { CallInput } from "../../../shared/ipc/contract.ts";
import { desktop } from "../../desktop.ts";

export type ImportRequest = CallInput<"importHistory">;

/** An import of days that the person chose. Its progress comes with the import status, its end with the answer. */
export function useImportHistory() {
  return useMutation({ mutationFn: (request: ImportRequest) => desktop.importHistory(request) });
}

export type ImportHistory = ReturnType<typeof useImportHistory>;
