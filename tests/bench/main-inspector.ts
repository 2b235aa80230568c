import { once } from "node:events";
import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { WebSocket } from "ws";
import { z } from "zod";

/** Without a result where what was to be awaited has gone meanwhile. */
const answerSchema = z.object({
  result: z.object({ result: z.object({ value: z.unknown().optional() }) }).optional(),
});

/**
 * Evaluates in the main process of an application that was started with `--inspect=0`, and leaves it alone in between.
 * Playwright would stay and have its page think that it is on screen, however hidden its window is.
 */
export async function inspectMain(child: ChildProcess): Promise<(expression: string) => Promise<unknown>> {
  const url = await inspectorUrl(child);
  return async (expression) => {
    const socket = new WebSocket(url);
    await once(socket, "open");
    const params = { expression, includeCommandLineAPI: true, awaitPromise: true, returnByValue: true };
    socket.send(JSON.stringify({ id: 1, method: "Runtime.evaluate", params }));
    const [answer] = await once(socket, "message");
    socket.close();
    return answerSchema.parse(JSON.parse(String(answer))).result?.result.value;
  };
}

async function inspectorUrl({ stderr }: ChildProcess): Promise<string> {
  if (stderr === null) throw new Error("The application has no output to read the inspector's address from");
  const lines = createInterface({ input: stderr });
  for (;;) {
    const [line] = await once(lines, "line");
    const url = /^Debugger listening on (ws:\S+)$/.exec(String(line))?.[1];
    if (url !== undefined) return url;
  }
}
