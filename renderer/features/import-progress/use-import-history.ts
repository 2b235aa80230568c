import { useMutation } from "@tanstack/react-query";
import { desktop } from "../../desktop.ts";

/** Reads the last 90 days again. How that goes, and how it ends, comes with the import status. */
export function useImportHistory() {
  return useMutation({ mutationFn: () => desktop.importHistory() });
}
