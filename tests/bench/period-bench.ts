import type { Page } from "playwright";
import { inLargeAccount } from "./windows.ts";
import { median } from "./measure.ts";

const ROUNDS = 25;
const CARD = "section[data-remembered]:not([inert] *) p[title]";

export interface PeriodBench {
  /** From the click on another period to the frame that has its figure: the middle one of all, and the slowest. */
  readonly framesToPeriod: number;
  readonly mostFramesToPeriod: number;
}

/** How soon another period's total is painted, in the real window over 100,000 runs. */
export async function benchPeriods(): Promise<PeriodBench> {
  return inLargeAccount(async (page) => {
    await page.waitForSelector("html[data-figures=painted]", { state: "attached" });
    const frames: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) frames.push(await framesOfChange(page, round));
    return { framesToPeriod: median(frames), mostFramesToPeriod: Math.max(...frames) };
  });
}

/** Chooses the period that is not chosen, as a person does. */
async function framesOfChange(page: Page, round: number): Promise<number> {
  await page.getByRole("combobox", { name: "Period of the total" }).click();
  const counted = page.evaluate(countFrames, CARD);
  await page
    .getByRole("option")
    .nth(round % 4)
    .click();
  return counted;
}

/** Runs in the page: the frames that begin after the click, up to the one that paints another figure. */
function countFrames(card: string): Promise<number> {
  const figure = () => document.querySelector(card)?.textContent;
  const former = figure();
  return new Promise((resolve) => {
    addEventListener(
      "pointerup",
      () => {
        let frames = 0;
        const next = () => {
          frames += 1;
          // What a frame's own callbacks see is what that frame paints.
          if (figure() !== former) resolve(frames);
          else requestAnimationFrame(next);
        };
        requestAnimationFrame(next);
      },
      { once: true, capture: true },
    );
  });
}
