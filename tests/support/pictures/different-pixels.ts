import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

/** Of one step of a channel, such as a rounded corner gets when it is drawn over itself: nobody sees it. */
const BARELY = 0.01;

/** How many pixels look different in two PNG files of the same size. */
export function differentPixels(one: Buffer, other: Buffer, threshold = BARELY): number {
  const [former, latter] = [PNG.sync.read(one), PNG.sync.read(other)];
  const { width, height } = former;
  return pixelmatch(former.data, latter.data, undefined, width, height, { threshold, includeAA: true });
}
