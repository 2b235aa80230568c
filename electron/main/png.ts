const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;
const HEADER = "IHDR";
const MOST_BYTES = 8 * 1024 * 1024;
/** Of one side: a small file may hold a picture that fills the memory. */
const MOST_PIXELS = 10_000;

/** Whether these bytes begin as a PNG does, of a size that a window may have. */
export function isPicture(value: unknown): value is Uint8Array {
  if (!(value instanceof Uint8Array) || value.byteLength > MOST_BYTES || value.byteLength < 24) return false;
  if (!SIGNATURE.every((byte, index) => value[index] === byte)) return false;
  if (String.fromCharCode(...value.subarray(12, 16)) !== HEADER) return false;
  const header = new DataView(value.buffer, value.byteOffset);
  return [header.getUint32(16), header.getUint32(20)].every((side) => side > 0 && side <= MOST_PIXELS);
}
