import type { Language } from "../../../shared/domain/money.ts";

const BYTES_IN_MEGABYTE = 1_000_000;

/** "81 Mo", "81 MB". */
export const fileSize = (bytes: number, language: Language): string =>
  new Intl.NumberFormat(language, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 }).format(
    bytes / BYTES_IN_MEGABYTE,
  );
