import { randomInt } from "node:crypto";

/** Without what is easily mistaken for something else, since it may be read aloud. */
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
const GROUPS = 5;
const GROUP_LENGTH = 4;

/** A password that is to be changed at the first sign-in: 99 bits, in groups. */
export function makeOneTimePassword(): string {
  const letter = () => LETTERS.charAt(randomInt(LETTERS.length));
  const group = () => Array.from({ length: GROUP_LENGTH }, letter).join("");
  return Array.from({ length: GROUPS }, group).join("-");
}
