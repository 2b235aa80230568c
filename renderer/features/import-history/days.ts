export const COMMON_DAYS = [7, 30, 90, 365] as const;
/** What a first import reads, and one that is resumed without knowing how far it was to go. */
export const DEFAULT_DAYS = 90;

const LONGEST_DAYS = 365;

/** The days that a person typed; null unless they are a whole number that an import takes. */
export function daysOf(text: string): number | null {
  const typed = text.trim();
  const days = /^\d{1,3}$/.test(typed) ? Number(typed) : 0;
  return days >= 1 && days <= LONGEST_DAYS ? days : null;
}
