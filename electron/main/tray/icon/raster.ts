/** Red, green, blue. */
export type Colour = readonly [red: number, green: number, blue: number];

/** How much of the pixel at column x and row y is covered, from 0 to 1. */
export type Coverage = (x: number, y: number) => number;

/** Whether a point lies within; pixels are one wide and one high. */
export type Shape = (x: number, y: number) => boolean;

/** A square picture that is painted layer by layer. */
export interface Raster {
  readonly side: number;
  paint(colour: Colour, coverage: Coverage): void;
  /** Takes away what was painted there. */
  erase(coverage: Coverage): void;
  /** Blue, green, red, each times the opacity, then the opacity: what Electron takes. */
  pixels(): Buffer;
}

const CHANNELS = 4;
/** Of each pixel, this many points in each direction. */
const SAMPLES = 4;

export function createRaster(side: number): Raster {
  const values = new Float64Array(side * side * CHANNELS);

  /** The layer's pixels as they are kept: blue, green, red, opacity. */
  function blend(layer: readonly number[], coverage: Coverage): void {
    for (let pixel = 0; pixel < side * side; pixel += 1) {
      const part = coverage(pixel % side, Math.floor(pixel / side));
      if (part <= 0) continue;
      for (const [channel, value] of layer.entries()) {
        const index = pixel * CHANNELS + channel;
        values[index] = (values[index] ?? 0) * (1 - part) + value * part;
      }
    }
  }

  return {
    side,
    paint: ([red, green, blue], coverage) => blend([blue, green, red, 255], coverage),
    erase: (coverage) => blend([0, 0, 0, 0], coverage),
    pixels: () => Buffer.from(Uint8Array.from(values, Math.round)),
  };
}

/** Exact where a shape's edges lie between pixels. */
export function coverageOf(holds: Shape): Coverage {
  return (x, y) => {
    let held = 0;
    for (let row = 0.5; row < SAMPLES; row += 1)
      for (let column = 0.5; column < SAMPLES; column += 1)
        if (holds(x + column / SAMPLES, y + row / SAMPLES)) held += 1;
    return held / SAMPLES ** 2;
  };
}
