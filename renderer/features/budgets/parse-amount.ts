import { MOST_AMOUNT_DIGITS } from "../../../shared/domain/budget/budget.ts";
import type { Language, NanoUsd } from "../../../shared/domain/money.ts";

const NANO_DIGITS = 9;

export type ParsedAmount =
  | { readonly kind: "amount"; readonly nanoUsd: NanoUsd }
  | { readonly kind: "wrong" | "too-fine" | "too-large" };

/**
 * The exact amount that was typed, digit by digit: a comma or a point before the decimals, spaces between thousands, with
 * or without the dollar sign. `1,234` is a thousand for who writes English, and a little more than one for who writes French.
 */
export function parseAmount(text: string, language: Language): ParsedAmount {
  const typed = text.replaceAll(/[\s$]|USD/gi, "");
  const match = /^(\d*)(?:\.(\d*))?$/.exec(withPoint(typed, language));
  const [, whole = "", fraction = ""] = match ?? [];
  if (match === null || whole + fraction === "") return { kind: "wrong" };
  const decimals = fraction.replace(/0+$/, "");
  if (decimals.length > NANO_DIGITS) return { kind: "too-fine" };
  const digits = (whole + decimals.padEnd(NANO_DIGITS, "0")).replace(/^0+/, "");
  if (digits === "") return { kind: "wrong" };
  return digits.length > MOST_AMOUNT_DIGITS ? { kind: "too-large" } : { kind: "amount", nanoUsd: BigInt(digits) };
}

/** The same number with a point before its decimals, and nothing between its thousands. */
function withPoint(typed: string, language: Language): string {
  const isGrouped = (separator: "," | ".") =>
    new RegExp(`^\\d{1,3}(\\${separator}\\d{3})+(?=$|[^\\d\\${separator}])`).test(typed);
  const hasBoth = typed.includes(",") && typed.includes(".");
  if (hasBoth) {
    const thousands = typed.indexOf(",") < typed.indexOf(".") ? "," : ".";
    return isGrouped(thousands) ? typed.replaceAll(thousands, "").replace(",", ".") : typed;
  }
  const isThousands = isGrouped(",") && (language === "en" || typed.indexOf(",") !== typed.lastIndexOf(","));
  return isThousands ? typed.replaceAll(",", "") : typed.replace(",", ".");
}
