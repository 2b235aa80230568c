import { existsSync } from "node:fs";

const MEMORY_FOLDER = "/dev/shm";

/**
 * Puts the temporary files of this test file into memory, where the system has a place for that: thousands of
 * refreshes would wait for a disk that they ask nothing of. What a killed process wrote outlives it there as well.
 */
export function useMemoryFolder(): void {
  if (existsSync(MEMORY_FOLDER)) process.env["TMPDIR"] = MEMORY_FOLDER;
}
