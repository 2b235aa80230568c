export interface Glyph {
  /** Beside a figure's; 0 is the stroke's own. */
  readonly width: number;
  /**
   * The middle lines of its strokes: points across and down the sign's box, in hundredths. Where a stroke turns, it is
   * rounded; where two begin, the corner is sharp.
   */
  readonly strokes: readonly string[];
}

const figure = (...strokes: string[]): Glyph => ({ width: 1, strokes });

export const GLYPHS: Readonly<Record<string, Glyph>> = {
  "0": figure("50,0 100,0 100,100 0,100 0,0 50,0"),
  "1": { width: 0.5, strokes: ["0,20 100,0", "100,0 100,100"] },
  "2": figure("0,22 0,0 100,0 100,40 0,100", "0,100 100,100"),
  "3": figure("0,0 100,0 100,50 40,50", "40,50 100,50 100,100 0,100"),
  "4": figure("70,0 0,70", "0,70 100,70", "75,40 75,100"),
  "5": figure("100,0 0,0", "0,0 0,50", "0,50 100,50 100,100 0,100"),
  "6": figure("90,0 0,0 0,100 100,100 100,50 0,50"),
  "7": figure("0,0 100,0", "100,0 35,100"),
  "8": figure("50,0 100,0 100,50 0,50 0,0 50,0", "50,50 100,50 100,100 0,100 0,50 50,50"),
  "9": figure("100,50 0,50 0,0 100,0 100,100 10,100"),
  ".": { width: 0, strokes: ["0,100 0,100"] },
  "•": { width: 0.3, strokes: ["50,50 50,50"] },
  "-": figure("0,50 100,50"),
  k: figure("0,0 0,100", "100,35 0,75", "35,60 100,100"),
  M: { width: 1.2, strokes: ["0,100 0,0", "0,0 50,50", "50,50 100,0", "100,0 100,100"] },
  "%": { width: 1.08, strokes: ["0,0 30,0 30,22 0,22 0,0", "70,78 100,78 100,100 70,100 70,78", "95,0 5,100"] },
  "×": figure("0,40 100,90", "100,40 0,90"),
};

/** The application's own sign: a curve that rises. */
export const CURVE: Glyph = figure("0,85 30,55 55,75 100,10");
