import type { RememberedFigures } from "../../../electron/main/team-server/remembered-figures.ts";
import type { Summary } from "../../../shared/api/summary.ts";
import type { Period } from "../../../shared/domain/period.ts";
import { idleStatus, sampleChart, sampleSummary } from "../desktop-bridge/sample-figures.ts";
import { sampleReconciliation } from "../desktop-bridge/sample-reconciliation.ts";

/** What was read from a team server at that instant, in Paris. */
export const rememberedAt = (readAt: string): RememberedFigures => ({
  readAt,
  timeZone: "Europe/Paris",
  chart: sampleChart("90d"),
  all: sampleSummary("all"),
  status: { ...idleStatus, lastCompletedAt: readAt },
  apify: { state: "connected", username: "camille", connectedAt: readAt, webhookCreatedAt: null },
  reconciliation: sampleReconciliation,
});

/** What is summed from remembered days: the period before, which ends at the time of day of the reading, is no sum of days. */
export const rememberedSummary = (period: Period): Summary => ({ ...sampleSummary(period), previous: null });
