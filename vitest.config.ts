import { defineConfig } from "vitest/config";

/** What holds of every ledger, once on each adapter; the long imports not over Neon's driver, which sends what `pg` sends. */
const conformance = (["sqlite", "pg", "neon"] as const).map((ledgerAdapter) => ({
  test: {
    name: `conformance-${ledgerAdapter}`,
    include: ["tests/conformance/**/*.test.ts"],
    exclude: ledgerAdapter === "neon" ? ["tests/conformance/import/long/**"] : [],
    provide: { ledgerAdapter },
    testTimeout: 180_000,
    hookTimeout: 120_000,
  },
}));

export default defineConfig({
  test: {
    globalSetup: "tests/support/postgres/global-setup.ts",
    // One for each core: most tests wait for a disk, a database or a process as often as they compute.
    maxWorkers: "100%",
    projects: [
      { test: { name: "unit", include: ["tests/unit/**/*.test.{ts,tsx}"], testTimeout: 30_000 } },
      {
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          provide: { ledgerAdapter: "sqlite" },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      ...conformance,
      {
        test: {
          name: "faults",
          include: ["tests/faults/**/*.test.ts"],
          provide: { ledgerAdapter: "sqlite" },
          // The soak computes for more than a minute, on a busy machine for several.
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "end-to-end",
          include: ["tests/end-to-end/**/*.test.ts"],
          // They share one screen, and each starts an app of its own.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // A first start from a cold disk takes longer than the second that is waited for by default.
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
});
