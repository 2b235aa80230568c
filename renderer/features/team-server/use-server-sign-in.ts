import { useQuery } from "@tanstack/react-query";
import { SERVER_PROBLEMS, type ServerCode, type ServerProblem } from "../../../shared/ipc/session.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { serverCodeQuery } from "../../queries.ts";
import { useSessionChange } from "../session/use-session.ts";
import { serverHost } from "../accounts/server-host.ts";

export interface ServerSignIn {
  /** What waits for the person's approval in the browser. */
  readonly code: ServerCode | null;
  readonly isRunning: boolean;
  /** Why it failed, in words; null when it did not, or was given up. */
  readonly problem: string | null;
  /** Answers whether it succeeded. */
  readonly run: (address: string) => Promise<boolean>;
}

/** Signing in to a team server, from the address to the approval. */
export function useServerSignIn(): ServerSignIn {
  const { t } = useWords();
  const { data: code = null } = useQuery(serverCodeQuery);
  const { run, isRunning, error } = useSessionChange((address: string) => desktop.signInToServer({ address }));
  const problem = problemOf(error?.details?.["problem"]);
  const announced = String(error?.details?.["announced"] ?? "");

  const words = () => {
    if (problem === null) return error === null || error.code === "cancelled" ? null : t(`errors.${error.code}`);
    const address = URL.canParse(announced) ? serverHost(announced) : announced;
    return t(`teamServer.problems.${problem}`, { address });
  };
  return { code, isRunning, problem: words(), run };
}

const problemOf = (told: unknown): ServerProblem | null => SERVER_PROBLEMS.find((problem) => problem === told) ?? null;
