import { z } from "zod";

/** The process that reads the ledger through, as main sees it. */
export interface CheckProcess {
  onMessage(listener: (message: unknown) => void): void;
  /** The code is the signal's number where one ended it. */
  onExit(listener: (code: number) => void): void;
  ask(file: string): void;
  kill(): void;
}

const answerSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("sound") }),
  z.object({ kind: z.literal("damaged"), finding: z.string() }),
  z.object({ kind: z.literal("not-checked"), reason: z.string() }),
]);
const messageSchema = z.union([z.object({ kind: z.literal("ready") }), answerSchema]);

export type CheckAnswer = z.infer<typeof answerSchema>;

export interface LedgerCheckOptions {
  readonly file: string;
  readonly startProcess: () => CheckProcess;
  readonly schedule: (callback: () => void, delayMs: number) => () => void;
}

const DEADLINE_MS = 10 * 60_000;

/** Ended in order, or by somebody from outside: interrupted, killed, out of memory, told to end. */
const ENDED_OTHERWISE: ReadonlySet<number> = new Set([0, 1, 2, 9, 15]);

/** Whether the ledger is whole. A process that it brings down twice tells of damage too. */
export async function checkLedgerFile(options: LedgerCheckOptions): Promise<CheckAnswer> {
  const first = await attempt(options);
  const answer = first === "crashed" ? await attempt(options) : first;
  return answer === "crashed" ? { kind: "damaged", finding: "crash" } : answer;
}

function attempt({ file, startProcess, schedule }: LedgerCheckOptions): Promise<CheckAnswer | "crashed"> {
  return new Promise((resolve) => {
    const child = startProcess();
    let isAsked = false;
    const cancelDeadline = schedule(() => finish({ kind: "not-checked", reason: "deadline" }), DEADLINE_MS);
    function finish(answer: CheckAnswer | "crashed"): void {
      cancelDeadline();
      resolve(answer);
      child.kill();
    }
    child.onMessage((message) => {
      const { data } = messageSchema.safeParse(message);
      if (data === undefined) finish({ kind: "not-checked", reason: "answer" });
      else if (data.kind !== "ready") finish(data);
      else {
        isAsked = true;
        child.ask(file);
      }
    });
    child.onExit((code) => {
      const isCrash = isAsked && !ENDED_OTHERWISE.has(code);
      finish(isCrash ? "crashed" : { kind: "not-checked", reason: `exit ${code}` });
    });
  });
}
