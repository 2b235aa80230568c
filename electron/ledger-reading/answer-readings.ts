import type { MessagePort } from "node:worker_threads";
import { openReadingServer } from "../../server/embedded.ts";
import type { Reading, ReadingAnswer, ReadingData } from "../main/ledger-reading/reading-thread.ts";

/**
 * Answers what it is asked through `port`, one after the other, until it is told to end. What goes wrong with the file ends
 * the thread: main then reads by itself, and tells.
 */
export async function answerReadings(port: MessagePort, data: ReadingData): Promise<void> {
  // Main asks again by itself what this server could not answer, and tells of it there.
  const opened = openReadingServer({ ...data, isOpenHere: true, now: Date.now, onUnexpectedError: () => undefined });
  port.on("message", (message: Reading | null) => void (message === null ? end() : answer(message)));

  async function answer({ id, url }: Reading): Promise<void> {
    const server = await opened;
    const response = await server.fetch(new Request(url));
    const answered: ReadingAnswer = { id, status: response.status, body: await response.text() };
    port.postMessage(answered);
  }

  async function end(): Promise<void> {
    const server = await opened;
    await server.close();
    port.close();
  }

  await opened;
}
