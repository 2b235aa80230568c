import type { Page } from "playwright";
import { inLargeAccount } from "./large-account-window.ts";
import { median } from "./measure.ts";

const ROUNDS = 5;
/** So many turns of the wheel, or keys, in a round: some 30 pages of runs are read on the way. */
const TURNS = 240;
const TURN_PX = 1_400;

export interface TableBench {
  /** The longest time between two frames while the table is scrolled: of the middle round, and of all. */
  readonly slowestTableFrameMs: number;
  readonly slowestTableFrameOfAllMs: number;
}

/** How smoothly the table of 100,000 runs scrolls, by wheel and by keys, newest and dearest first, in the real window. */
export async function benchTable(): Promise<TableBench> {
  return inLargeAccount(async (page) => {
    await page.getByRole("grid").scrollIntoViewIfNeeded();
    const slowest: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      slowest.push(await slowestFrame(page, () => turnWheel(page, round % 2 === 0 ? TURN_PX : -TURN_PX)));
      slowest.push(await slowestFrame(page, () => pressKeys(page, round % 2 === 0 ? "PageDown" : "ArrowUp")));
      if (round === 2) await sortByCost(page);
    }
    return { slowestTableFrameMs: rounded(median(slowest)), slowestTableFrameOfAllMs: rounded(Math.max(...slowest)) };
  });
}

async function turnWheel(page: Page, turnPx: number): Promise<void> {
  await page.getByRole("grid").hover({ position: { x: 200, y: 200 } });
  for (let turn = 0; turn < TURNS; turn += 1) await page.mouse.wheel(0, turnPx);
}

async function pressKeys(page: Page, key: string): Promise<void> {
  await page.getByRole("grid").focus();
  for (let turn = 0; turn < TURNS; turn += 1) await page.keyboard.press(key);
}

async function sortByCost(page: Page): Promise<void> {
  await page.getByRole("columnheader", { name: "Cost" }).getByRole("button").click();
  await page.locator("[role=grid][aria-busy=false] [aria-sort=descending]").waitFor();
}

async function slowestFrame(page: Page, scroll: () => Promise<void>): Promise<number> {
  const frames = await page.evaluateHandle(watchFrames);
  await scroll();
  return frames.evaluate((watched) => watched.end());
}

/** Runs in the page. */
function watchFrames(): { end(): number } {
  let slowestMs = 0;
  let lastMs: number | null = null;
  let isOver = false;
  requestAnimationFrame(function next(nowMs) {
    if (lastMs !== null) slowestMs = Math.max(slowestMs, nowMs - lastMs);
    lastMs = nowMs;
    if (!isOver) requestAnimationFrame(next);
  });
  return {
    end() {
      isOver = true;
      return slowestMs;
    },
  };
}

const rounded = (ms: number): number => Number(ms.toFixed(1));
