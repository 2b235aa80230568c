export const FINE = 0;
export const FAILED = 1;
/** Only ever with `--check`. */
export const BUDGET_BROKEN = 2;
/** `EX_USAGE` of sysexits.h. */
export const WRONG_USAGE = 64;
