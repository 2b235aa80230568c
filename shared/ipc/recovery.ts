/** Why the window is there anew: its page's process ended, or answered nothing any more, or main failed. */
export const RECOVERED = ["crash", "hang", "failure"] as const;
export type Recovered = (typeof RECOVERED)[number];

/** What the page's address ends with then, so that it can say so. */
export const recoveredHash = (from: Recovered): string => `#recovered-from-${from}`;
