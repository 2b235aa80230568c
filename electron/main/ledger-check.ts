import { z } from "zod";
import type { LedgerTask } from "./ledger-task.ts";

/** That process, as main sees it. */
export interface CheckProcess {
  onMessage(listener: (message: unknown) => void): void;
  /** The code is the signal's number where one ended it. */
  onExit(listener: (code: number) => void): void;
  ask(task: LedgerTask): void;
  kill(): void;
}

const answerSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("sound") }),
  z.object({ kind: z.literal("damaged"), finding: z.string() }),
  z.object({ kind: z.literal("not-checked"), reason: z.string() }),
]);
const inspectionSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("fit"),
    version: z.int(),
    accounts: z.array(z.object({ userId: z.string(), runs: z.int(), newestAtMs: z.int().nullable() })),
  }),
  z.object({ kind: z.enum(["newer", "foreign", "damaged", "unreadable"]) }),
]);
const readySchema = z.object({ kind: z.literal("ready") });

export type CheckAnswer = z.infer<typeof answerSchema>;
export type Inspection = z.infer<typeof inspectionSchema>;

export interface CheckSurroundings {
  readonly startProcess: () => CheckProcess;
  readonly schedule: (callback: () => void, delayMs: number) => () => void;
}

export interface LedgerCheckOptions extends CheckSurroundings {
  readonly file: string;
}

const DEADLINE_MS = 10 * 60_000;

/** Ended in order, or by somebody from outside: interrupted, killed, out of memory, told to end. */
const ENDED_OTHERWISE: ReadonlySet<number> = new Set([0, 1, 2, 9, 15]);

/** Whether the ledger is whole. A process that it brings down twice tells of damage too. */
export async function checkLedgerFile({ file, ...surroundings }: LedgerCheckOptions): Promise<CheckAnswer> {
  const attempt = () => askProcess({ kind: "check", file }, answerSchema, surroundings);
  const first = await attempt();
  const outcome = first.kind === "crashed" ? await attempt() : first;
  if (outcome.kind === "crashed") return { kind: "damaged", finding: "crash" };
  return outcome.kind === "failed" ? { kind: "not-checked", reason: outcome.reason } : outcome.answer;
}

export interface LedgerCopyOptions extends LedgerCheckOptions {
  readonly migrationsFolder: string;
}

/** Copies a ledger as it is at one instant, and checks the copy; one of a later version is `not-checked`. */
export async function copyLedgerFile(
  { file, migrationsFolder, ...surroundings }: LedgerCopyOptions,
  copy: string,
): Promise<CheckAnswer> {
  const outcome = await askProcess({ kind: "copy", file, copy, migrationsFolder }, answerSchema, surroundings);
  if (outcome.kind === "crashed") return { kind: "damaged", finding: "crash" };
  return outcome.kind === "failed" ? { kind: "not-checked", reason: outcome.reason } : outcome.answer;
}

/** Whether a file can take the ledger's place, and whose runs it holds. */
export async function inspectLedgerFile(
  { file, ...surroundings }: LedgerCheckOptions,
  migrationsFolder: string,
): Promise<Inspection> {
  const outcome = await askProcess({ kind: "inspect", file, migrationsFolder }, inspectionSchema, surroundings);
  if (outcome.kind === "crashed") return { kind: "damaged" };
  return outcome.kind === "failed" ? { kind: "unreadable" } : outcome.answer;
}

type Outcome<Answer> =
  | { readonly kind: "answered"; readonly answer: Answer }
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "crashed" };

function askProcess<Schema extends z.ZodType>(
  task: LedgerTask,
  schema: Schema,
  { startProcess, schedule }: CheckSurroundings,
): Promise<Outcome<z.output<Schema>>> {
  return new Promise((resolve) => {
    const child = startProcess();
    let isAsked = false;
    const cancelDeadline = schedule(() => finish({ kind: "failed", reason: "deadline" }), DEADLINE_MS);
    function finish(outcome: Outcome<z.output<Schema>>): void {
      cancelDeadline();
      resolve(outcome);
      child.kill();
    }
    child.onMessage((message) => {
      if (readySchema.safeParse(message).success) {
        isAsked = true;
        child.ask(task);
        return;
      }
      const { data } = schema.safeParse(message);
      finish(data === undefined ? { kind: "failed", reason: "answer" } : { kind: "answered", answer: data });
    });
    child.onExit((code) => {
      const isCrash = isAsked && !ENDED_OTHERWISE.has(code);
      finish(isCrash ? { kind: "crashed" } : { kind: "failed", reason: `exit ${code}` });
    });
  });
}
