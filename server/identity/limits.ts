export const SESSION_SECONDS = 30 * 24 * 60 * 60;
export const DEVICE_CODE_MINUTES = 15;
export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 128;
/** What mail can be sent to. */
export const LONGEST_EMAIL = 254;
export const LONGEST_KEY_NAME = 60;
export const MOST_KEYS = 50;
