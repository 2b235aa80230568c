/** By an account's colour; written out, since the style sheet holds only the classes that it finds in the code. */
const COLOURS = [
  { name: "green", text: "text-account-0", surface: "bg-account-0" },
  { name: "blue", text: "text-account-1", surface: "bg-account-1" },
  { name: "orange", text: "text-account-2", surface: "bg-account-2" },
  { name: "violet", text: "text-account-3", surface: "bg-account-3" },
  { name: "pink", text: "text-account-4", surface: "bg-account-4" },
  { name: "olive", text: "text-account-5", surface: "bg-account-5" },
  { name: "cyan", text: "text-account-6", surface: "bg-account-6" },
  { name: "grey", text: "text-account-7", surface: "bg-account-7" },
] as const;

export const ALL_COLOURS = [...COLOURS.keys()];

export const colourOf = (colour: number): (typeof COLOURS)[number] => COLOURS[colour] ?? COLOURS[0];

/** For what is drawn. */
export const colourVariable = (colour: number): string => `var(--account-${colour})`;
