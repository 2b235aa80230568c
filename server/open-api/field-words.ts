type Words = Readonly<Record<string, string>>;

export const TIME_ZONE = "The viewer's IANA time zone, such as `Europe/Paris`: whose days they are.";

/** Of the parameters that narrow every question about runs. */
export const ATTRIBUTE_WORDS = {
  scraperId: "Exactly this one.",
  source: "Exactly this one.",
  status: "Exactly this one.",
  origin: "Exactly this one; `unknown` for runs whose origin is not known.",
} as const;

/** Of the parameters that name runs. */
export const FILTER_WORDS = {
  from: "The first date or instant, included.",
  to: "The last date or instant, included.",
  ...ATTRIBUTE_WORDS,
  q: "Letters of the Actor's name, title or id, or of the run's id, large or small.",
  tz: TIME_ZONE,
} as const;

/** What the contract's fields mean, by their names: a name means the same in every answer. */
export const FIELD_WORDS: Words = {
  // Money
  costUsd: "US dollars, for reading. `null`: not known (yet), never zero.",
  costNanoUsd: "The exact amount in billionths of a dollar, as text. Sum this one.",
  totalCostUsd: "US dollars, for reading.",
  totalCostNanoUsd: "The exact sum in billionths of a dollar, as text.",
  totalRuns: "How many runs there are, those without a known cost included.",
  runsWithoutCost: "How many of the runs have no known cost: they add nothing to the total.",
  previous:
    "The same of the period before, of as many calendar days; of a period that has not ended, until the same time of day.",
  until: "Where it ends, not included.",
  key: "What the filter of that name asks for to get this group alone.",
  label: "For people: an Actor's title or name, else the key.",
  rest: "All groups beyond the limit, as one; `null`: there are none.",
  usd: "US dollars, for reading.",
  nanoUsd: "The exact amount in billionths of a dollar, as text.",
  // Runs
  runId: "Apify's id of the run, or the sender's own. One row for each.",
  scraperId: "The Actor, by its id or its name.",
  source: "What recorded the run: `import`, or the feature that ran it.",
  status: "Apify's word, such as `SUCCEEDED`, or the feature's own.",
  itemCount: "How many items the run brought; `null`: not known.",
  usageDetails:
    "What the run used, as Apify or the feature told it: a feature at most 32 levels and 64 KiB, numbers written out (`1e308` is 309 digits).",
  createdAt: "When the run started, or the webhook was made.",
  finishedAt: "When it ended; `null`: it has not, or nobody told.",
  costReadAt: "When Apify's own detail of the run was last read; `null` for what only a feature told.",
  settledAt: "When the cost became the last word; `null`: it is provisional, or not known.",
  repriced: "What Apify says of a settled run since. The settled amount counts.",
  isGone: "Whether Apify has deleted the run since.",
  origin: "What started the run, in Apify's word, such as `SCHEDULER`; `null`: not known.",
  actor: "The Actor's name and title; `null` while they can't be looked up.",
  costReadings: "What Apify's detail has said of the cost: each reading that said something else, and the last.",
  next: "Where the next page begins: the parameter `after`. `null`: this page is the last.",
  isNew: "Whether this was the first recording of the run.",
  completeFrom: "From here on the ledger holds every run that Apify had; `null`: no import has completed yet.",
  // Imports
  runsListed: "Runs that Apify's list has answered.",
  runsRecorded: "Runs of those that are in the ledger.",
  runsExpected: "What Apify says that the window holds: an estimate.",
  runsNew: "Runs that the ledger did not hold before.",
  runsChanged: "Known runs whose cost or status is another one now.",
  runsRemoved: "Rows that a reset removed.",
  retentionDays: "For how many days Apify keeps the account's runs; `null`: not known.",
  notKeptBefore: "Older runs were asked for and Apify keeps them no more; `null`: all was there.",
  lastCompletedAt: "When the ledger last agreed with Apify.",
  lastFailure: "Why the newest import did not complete, and since when it has failed for that.",
  retryAt: "Before this Apify asked not to be called again.",
  isIncomplete: "Whether the history has a hole.",
  nextReadingAt: "When the next reading of a cost is due; `null`: every run is settled.",
  runsInProgress: "Runs that have not ended.",
  unsettledRuns: "Runs that ended and whose cost is provisional.",
  // The reconciliation
  readAt: "When Apify was read.",
  staleBecause: "Why Apify could not be read again since; `null`: it was.",
  unattributed: "Usage less runs less builds. It may be negative.",
  isLedgerComplete: "Whether the ledger holds every run of the cycle.",
  // The connection
  connectedAt: "When the token was kept.",
  webhookCreatedAt: "Since when Apify's webhooks are let in; `null`: they are not.",
  path: "What Apify's webhook is to call, below the server's own address. It holds the secret.",
  // Failures
  code: "Why, for programs.",
  message: "Why, for people.",
  requestId: "The request's id, as in `X-Request-Id` and in the log.",
};
