const STEP = 7;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Slanted lines that fill a box and end at its sides, as one path. */
export function hatching({ left, right, top, bottom }: Box): string {
  const height = bottom - top;
  const lines: string[] = [];
  for (let foot = left - height + STEP; foot < right; foot += STEP) {
    const fromX = Math.max(foot, left);
    const toX = Math.min(foot + height, right);
    lines.push(`M${px(fromX)} ${px(bottom - (fromX - foot))}L${px(toX)} ${px(bottom - (toX - foot))}`);
  }
  return lines.join("");
}

const px = (length: number): number => Math.round(length * 10) / 10;
