const QUOTE = 0x22;
const NEW_LINE = 0x0a;

/** Lines of the file that hold no run: CSV's header, and JSON's brackets. */
const LINES_AROUND = { csv: 1, json: 1 } as const;

/**
 * Counts the runs in an export as its bytes go by, however they are cut: each is on a line of its own. In CSV, a line's end
 * within quotes belongs to a name; JSON writes none within a text.
 */
export function createRowCounter(format: "csv" | "json"): (part: Uint8Array) => number {
  let lines = 0;
  let isQuoted = false;
  return (part) => {
    for (const byte of part) {
      if (byte === QUOTE && format === "csv") isQuoted = !isQuoted;
      if (byte === NEW_LINE && !isQuoted) lines += 1;
    }
    return Math.max(0, lines - LINES_AROUND[format]);
  };
}
