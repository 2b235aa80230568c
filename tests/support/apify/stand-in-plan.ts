export interface StandInPlan {
  readonly id: string;
  readonly tier: string;
  readonly monthlyBasePriceUsd: number;
  readonly monthlyUsageCreditsUsd: number;
  readonly maxMonthlyUsageUsd: number;
  readonly dataRetentionDays: number;
}

/** A plan as a paying team has it. */
export const scalePlan: StandInPlan = {
  id: "SCALE",
  tier: "SILVER",
  monthlyBasePriceUsd: 199,
  monthlyUsageCreditsUsd: 199,
  maxMonthlyUsageUsd: 500,
  dataRetentionDays: 31,
};
