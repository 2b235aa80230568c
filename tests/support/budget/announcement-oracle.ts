import type { Budget, Projection } from "../../../shared/domain/budget/budget.ts";

/** One reading of one window that was kept, with the budget as it stood then. */
export interface Judged {
  readonly budget: Budget;
  readonly spentNanoUsd: bigint;
  readonly projection: Projection | null;
  readonly isWindowOver: boolean;
}

/** What is to be announced of one reading. */
export type Told = number | "projection";

/**
 * What must be announced, told from the whole history of each window and without any mark: slow, and made otherwise than
 * the evaluator.
 */
export class AnnouncementOracle {
  readonly #histories = new Map<string, Judged[]>();

  /** What the reading must bring, and nothing else. */
  tell(windowLabel: string, judged: Judged): readonly Told[] {
    const history = [...this.#historyOf(judged.budget, windowLabel), judged];
    const present = history.length - 1;
    const wasTold = (trigger: Told): boolean =>
      history.some(
        (_, index) => index < present && brought(history, index, trigger) && stands(history, index, trigger),
      );

    const { budget, spentNanoUsd, projection, isWindowOver } = judged;
    const told: Told[] = [];
    const reached = budget.thresholds.filter((threshold) => isMet(judged, threshold) && !wasTold(threshold));
    const known = everyThreshold(history).filter(wasTold);
    const highest = Math.max(0, ...reached);
    if (highest > Math.max(0, ...known)) told.push(highest);
    if (
      budget.isProjectionAnnounced &&
      !isWindowOver &&
      projection !== null &&
      projection.expectedNanoUsd > budget.amountNanoUsd &&
      spentNanoUsd < budget.amountNanoUsd &&
      known.every((threshold) => threshold < 100) &&
      !wasTold("projection")
    )
      told.push("projection");
    return told;
  }

  /** Keeps the reading: what it brought was announced. */
  keep(windowLabel: string, judged: Judged): void {
    const toldProjection = this.tell(windowLabel, judged).includes("projection");
    this.#historyOf(judged.budget, windowLabel).push(
      toldProjection ? judged : { ...judged, budget: { ...judged.budget, isProjectionAnnounced: false } },
    );
  }

  #historyOf({ id, scraperId }: Budget, windowLabel: string): Judged[] {
    const key = `${id} ${scraperId ?? "everything"} ${windowLabel}`;
    const history = this.#histories.get(key) ?? [];
    this.#histories.set(key, history);
    return history;
  }
}

const everyThreshold = (history: readonly Judged[]): readonly number[] => [
  ...new Set(history.flatMap(({ budget }) => budget.thresholds)),
];

/** Whether what the trigger asks holds at a reading; null where the reading does not tell. */
function isMet({ budget, spentNanoUsd, projection }: Judged, trigger: Told): boolean | null {
  if (trigger === "projection") return projection && projection.expectedNanoUsd > budget.amountNanoUsd;
  return spentNanoUsd * 100n >= budget.amountNanoUsd * BigInt(trigger);
}

/** Whether the reading announced the trigger, or something higher with it. Kept readings carry whether a projection was. */
function brought(history: readonly Judged[], index: number, trigger: Told): boolean {
  const judged = history[index];
  if (judged === undefined) return false;
  if (trigger === "projection") return judged.budget.isProjectionAnnounced;
  return judged.budget.thresholds.includes(trigger) && isMet(judged, trigger) === true;
}

/** Whether no later reading found the budget higher than ever since, and the trigger no longer met. */
function stands(history: readonly Judged[], index: number, trigger: Told): boolean {
  let highestAmount = history[index]?.budget.amountNanoUsd ?? 0n;
  for (const judged of history.slice(index + 1)) {
    const { amountNanoUsd } = judged.budget;
    const met = isMet(judged, trigger);
    if (amountNanoUsd > highestAmount && met === false) return false;
    if (amountNanoUsd > highestAmount && met === true) highestAmount = amountNanoUsd;
  }
  return true;
}
