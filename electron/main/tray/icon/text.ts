import type { Coverage } from "./raster.ts";
import type { Box } from "./shapes.ts";
import { type DotSigns, NARROW_SIGNS, WIDE_SIGNS } from "./small-signs.ts";
import { type Lettering, textCoverage, textWidth } from "./strokes.ts";

const SMALLEST_WIDTH = 6;
/** A figure is at least so much higher than wide. */
const HEIGHT_OF_WIDTH = 1.3;
const DOT_ROWS = 7;
/** A room of so many rows more has higher signs. */
const STRETCH_ROOM = 3;

/** A text in the middle of a box, as large and as bold as it fits, on whole pixels. */
export function fittedText(text: string, box: Box): Coverage {
  const widest = Math.floor(Math.min(box.width * 0.46, box.height / HEIGHT_OF_WIDTH));
  for (let width = widest; width >= SMALLEST_WIDTH; width -= 1) {
    for (const lettering of letteringsOf(width, box.height)) {
      const total = textWidth(text, lettering);
      if (total <= box.width) return textCoverage(text, lettering, ...centred(box, total, lettering.height));
    }
  }
  return dottedText(text, box);
}

/** Bold before light, and with the usual gap between two signs before a narrower one. */
function letteringsOf(width: number, room: number): Lettering[] {
  return [Math.round(width / 2.9), Math.floor(width / 3)].flatMap((stroke) => {
    let height = Math.min(room, Math.round(width * 1.65));
    // The waist lies in the middle only where what is left of the three strokes can be halved.
    if ((height - 3 * stroke) % 2 !== 0) height -= 1;
    if (height - 3 * stroke < stroke) return [];
    const gap = Math.max(1, Math.round(stroke * 0.75));
    return [gap, gap - 1].filter((each) => each > 0).map((each) => ({ width, height, stroke, gap: each }));
  });
}

function dottedText(text: string, box: Box): Coverage {
  const signs = [WIDE_SIGNS, NARROW_SIGNS].map((set) => dotRows(text, set, box.height));
  const rows = signs.find(([row = ""]) => row.length <= box.width) ?? signs.at(-1) ?? [];
  const [left, top] = centred(box, rows[0]?.length ?? 0, rows.length);
  return (x, y) => (rows[y - top]?.[x - left] === "#" ? 1 : 0);
}

/** Signs side by side with a gap of one dot; higher where there is room. */
function dotRows(text: string, set: DotSigns, room: number): readonly string[] {
  const signs = Array.from(text).flatMap((sign) => (set[sign] ? [set[sign]] : []));
  const rows = Array.from({ length: DOT_ROWS }, (_, row) => signs.map((sign) => sign[row]).join("."));
  const isStretched = room >= DOT_ROWS + STRETCH_ROOM;
  return rows.flatMap((row, index) => (isStretched && (index === 1 || index === DOT_ROWS - 2) ? [row, row] : [row]));
}

const centred = (box: Box, width: number, height: number): [left: number, top: number] => [
  box.left + Math.trunc((box.width - width) / 2),
  box.top + Math.trunc((box.height - height) / 2),
];
