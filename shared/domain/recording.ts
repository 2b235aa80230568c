/** The most that one request may record. */
export const MOST_RUNS_IN_A_BATCH = 1_000;
/** The largest bodies that are read: of one run, and of a batch. */
export const MOST_RUN_BYTES = 1024 * 1024;
export const MOST_BATCH_BYTES = 8 * MOST_RUN_BYTES;
