/** The most that one request may record. */
export const MOST_RUNS_IN_A_BATCH = 1_000;
/** The largest bodies that are read: of one run, and of a batch. */
export const MOST_RUN_BYTES = 1024 * 1024;
export const MOST_BATCH_BYTES = 8 * MOST_RUN_BYTES;
/** What every ledger can count; a 32-bit column holds no more. */
export const MOST_ITEMS = 2_147_483_647;
/** Of a run's details as they are written back: a page of the list carries those of a thousand runs. */
export const MOST_DETAILS_KIB = 64;
