import { parentPort, workerData } from "node:worker_threads";
import type { ReadingData } from "../main/ledger-reading/reading-thread.ts";
import { answerReadings } from "./answer-readings.ts";

// A thread that main started by `startReadingThread`.
if (parentPort === null) throw new Error("This is a thread's script");
void answerReadings(parentPort, workerData as ReadingData); // By no other way is it started.
