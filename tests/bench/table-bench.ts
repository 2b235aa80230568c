import type { Page } from "playwright";
import { drawBareTable } from "./bare-table.ts";
import { median } from "./measure.ts";
import { inBareWindow, inLargeAccount } from "./windows.ts";

const ROUNDS = 5;
/** So many turns of the wheel, or keys, in a round: some 30 pages of runs are read on the way. */
const TURNS = 240;
const TURN_PX = 1_400;
const SLOW_FRAME_MS = 32;

export interface TableBench {
  /** The longest time between two frames while the table is scrolled: of the middle round, and of all. */
  readonly slowestTableFrameMs: number;
  readonly slowestTableFrameOfAllMs: number;
  /** How many of all frames took longer than 32 ms, and how many of a bare table's, which is as busy. */
  readonly slowTableFrames: number;
  readonly slowBareTableFrames: number;
}

interface Frames {
  readonly slowestMs: number;
  readonly slow: number;
}

/** How smoothly the table of 100,000 runs scrolls, by wheel and by keys, newest and dearest first, in the real window. */
export async function benchTable(): Promise<TableBench> {
  const rounds = await inLargeAccount((page) => scrollRounds(page, () => sortByCost(page)));
  const bareRounds = await inBareWindow(async (page) => {
    await page.evaluate(drawBareTable);
    return scrollRounds(page, async () => {});
  });
  const slowest = rounds.map(({ slowestMs }) => slowestMs);
  return {
    slowestTableFrameMs: rounded(median(slowest)),
    slowestTableFrameOfAllMs: rounded(Math.max(...slowest)),
    slowTableFrames: slowOf(rounds),
    slowBareTableFrames: slowOf(bareRounds),
  };
}

async function scrollRounds(page: Page, halfway: () => Promise<void>): Promise<readonly Frames[]> {
  await page.getByRole("grid").scrollIntoViewIfNeeded();
  const rounds: Frames[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push(await framesOf(page, () => turnWheel(page, round % 2 === 0 ? TURN_PX : -TURN_PX)));
    rounds.push(await framesOf(page, () => pressKeys(page, round % 2 === 0 ? "PageDown" : "ArrowUp")));
    if (round === 2) await halfway();
  }
  return rounds;
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

async function framesOf(page: Page, scroll: () => Promise<void>): Promise<Frames> {
  const frames = await page.evaluateHandle(watchFrames, SLOW_FRAME_MS);
  await scroll();
  return frames.evaluate((watched) => watched.end());
}

/** Runs in the page. */
function watchFrames(slowMs: number): { end(): Frames } {
  let slowestMs = 0;
  let slow = 0;
  let lastMs: number | null = null;
  let isOver = false;
  requestAnimationFrame(function next(nowMs) {
    const tookMs = nowMs - (lastMs ?? nowMs);
    slowestMs = Math.max(slowestMs, tookMs);
    if (tookMs > slowMs) slow += 1;
    lastMs = nowMs;
    if (!isOver) requestAnimationFrame(next);
  });
  return {
    end() {
      isOver = true;
      return { slowestMs, slow };
    },
  };
}

const slowOf = (rounds: readonly Frames[]): number => rounds.reduce((sum, { slow }) => sum + slow, 0);

const rounded = (ms: number): number => Number(ms.toFixed(1));
