import { isoTime } from "./run-json.ts";
import type { StandInAccount } from "./stand-in-account.ts";

const features = [
  "ACTORS",
  "STORAGE",
  "SCHEDULER",
  "PROXY",
  "PROXY_EXTERNAL_ACCESS",
  "PROXY_RESIDENTIAL",
  "PROXY_SERPS",
  "WEBHOOKS",
  "ACTORS_PUBLIC_ALL",
  "ACTORS_PUBLIC_DEVELOPER",
];

const enabled = {
  isEnabled: true,
  disabledReason: null,
  disabledReasonType: null,
  isTrial: false,
  trialExpirationAt: null,
};

/** /v2/users/me, the proxy password included, as the real one does. */
export function privateUser(account: StandInAccount): object {
  const { plan } = account;
  return {
    id: account.userId,
    username: account.username,
    profile: { name: account.username, pictureUrl: null, bio: null },
    email: `${account.username}@example.com`,
    proxy: {
      password: account.proxyPassword,
      groups: [{ name: "BUYPROXIES94952", description: "Shared datacenter addresses", availableCount: 30 }],
    },
    plan: {
      ...plan,
      description: `${plan.id} plan`,
      isEnabled: true,
      usageDiscountPercent: 0,
      availableProxyGroups: { BUYPROXIES94952: 30 },
      maxConcurrentActorRuns: 128,
      planPricing: { chargeableServiceUnitPricesUsd: { ACTOR_COMPUTE_UNITS: 0.2 } },
    },
    effectivePlatformFeatures: Object.fromEntries(features.map((feature) => [feature, enabled])),
    createdAt: isoTime(Date.UTC(2024, 4, 14, 8, 12, 33, 218)),
    isPaying: plan.monthlyBasePriceUsd > 0,
  };
}
