import { RECOVERED, type Recovered, recoveredHash } from "../../../shared/ipc/recovery.ts";

/** Why main has opened this page anew, if it has: the address says so. */
export const recoveredFrom = (hash: string): Recovered | null =>
  RECOVERED.find((from) => recoveredHash(from) === hash) ?? null;
