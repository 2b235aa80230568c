/**
 * The bytes of a JSON value as it is written back. Postgres's `jsonb` is the longest writer: it puts a blank after each
 * comma and colon, and writes numbers out, so that `1e308` becomes 309 digits.
 */
export function writtenBytes(value: unknown): number {
  if (typeof value === "number") return writtenDigits(JSON.stringify(value));
  if (typeof value !== "object" || value === null) return textBytes(value);
  if (Array.isArray(value)) return around(value.map(writtenBytes));
  return around(Object.entries(value).map(([name, inner]) => textBytes(name) + ": ".length + writtenBytes(inner)));
}

/** In UTF-8. */
function textBytes(value: unknown): number {
  let bytes = 0;
  for (const letter of JSON.stringify(value)) {
    const point = letter.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** Brackets around what stands within, and what stands between. */
const around = (sizes: readonly number[]): number =>
  sizes.reduce((sum, size) => sum + size, "[]".length + Math.max(0, sizes.length - 1) * ", ".length);

/** JavaScript uses an exponent from 1e21 on, with fewer digits than that, and below 1e-6. */
function writtenDigits(text: string): number {
  const [mantissa = "", exponent] = text.split("e");
  if (exponent === undefined) return text.length;
  const sign = mantissa.startsWith("-") ? 1 : 0;
  const power = Number(exponent);
  if (power > 0) return sign + 1 + power;
  const digits = mantissa.length - sign - (mantissa.includes(".") ? 1 : 0);
  return sign + "0.".length + (-power - 1) + digits;
}
