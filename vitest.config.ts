import { defineConfig } from "vitest/config";

/** What is waited for comes at once on an idle machine; a busy one takes longer than the second that is waited for by default. */
const expect = { poll: { timeout: 15_000 } };

/** What holds of every ledger, once on each adapter; the long imports not over Neon's driver, which sends what `pg` sends. */
const conformance = (["sqlite", "pg", "neon"] as const).map((ledgerAdapter) => ({
  test: {
    name: `conformance-${ledgerAdapter}`,
    include: ["tests/conformance/**/*.test.ts"],
    exclude: ledgerAdapter === "neon" ? ["tests/conformance/import/long/**"] : [],
    provide: { ledgerAdapter },
    testTimeout: 180_000,
    hookTimeout: 120_000,
    expect,
  },
}));

export default defineConfig({
  test: {
    globalSetup: "tests/support/postgres/global-setup.ts",
    // One for each core: most tests wait for a disk, a database or a process as often as they compute.
    maxWorkers: "100%",
    projects: [
      { test: { name: "unit", include: ["tests/unit/**/*.test.{ts,tsx}"], testTimeout: 30_000, expect } },
      {
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          provide: { ledgerAdapter: "sqlite" },
          testTimeout: 60_000,
          hookTimeout: 120_000,
          expect,
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
          expect,
        },
      },
      {
        test: {
          name: "end-to-end",
          include: ["tests/end-to-end/**/*.test.ts"],
          // Each starts applications of its own: they are not to compete with what computes.
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect,
        },
      },
    ],
  },
});
