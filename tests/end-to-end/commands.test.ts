import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { formatUsd } from "../../shared/domain/money.ts";
import { createBudget } from "../support/desktop/alerts.ts";
import { type Desk, openDesk } from "../support/desktop/desk.ts";
import { expectedFigures } from "../support/desktop/expected-figures.ts";
import { signIn, totalCard } from "../support/desktop/screen.ts";

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});
afterEach((test) => desk.close(test));

/** Runs a command as a terminal without a display does, and without a session bus for a keychain. */
async function run(line: string, dataFolder = desk.dataFolder) {
  const { child } = await desk.spawn({
    args: line.split(" "),
    dataFolder,
    display: "",
    busAddress: "unix:path=/nowhere",
  });
  const written = { stdout: "", stderr: "" };
  child.stdout?.on("data", (chunk) => (written.stdout += String(chunk)));
  child.stderr?.on("data", (chunk) => (written.stderr += String(chunk)));
  await once(child, "close");
  return { ...written, code: child.exitCode };
}

it("answers what the window shows while the application runs, and fails by exit codes that tell why", async () => {
  const { page } = await desk.start();
  await signIn(page, desk.account.token);
  const month = expectedFigures(desk.account, desk.timeZone, 30);
  await totalCard(page).getByText(formatUsd(month.costNanoUsd, "fr"), { exact: true }).waitFor();

  const exported = join(desk.folder, "runs.json");
  const [json, chart, file] = await Promise.all([
    run("summary --json --period month --check"),
    run("chart --json"),
    run(`export --format json --output ${exported}`),
  ]);
  expect(json.code).toBe(0);
  expect(JSON.parse(json.stdout)).toMatchObject({
    account: { kind: "apify", id: desk.account.userId },
    period: "month",
    timeZone: desk.timeZone,
    costNanoUsd: String(month.costNanoUsd),
    totalRuns: month.runs,
    runsWithoutCost: month.runsWithoutCost,
    budgets: [],
  });
  const days = JSON.parse(chart.stdout) as readonly { readonly costNanoUsd: string }[]; // The contract's array.
  expect(days).toHaveLength(30);
  expect(days.reduce((sum, { costNanoUsd }) => sum + BigInt(costNanoUsd), 0n)).toBe(month.costNanoUsd);

  expect(file).toMatchObject({ code: 0, stdout: "" });
  const all = expectedFigures(desk.account, desk.timeZone, 365);
  const runs = JSON.parse(readFileSync(exported, "utf8")) as readonly { readonly costNanoUsd: string | null }[]; // The list's.
  expect(runs).toHaveLength(all.runs);
  expect(runs.reduce((sum, { costNanoUsd }) => sum + BigInt(costNanoUsd ?? 0), 0n)).toBe(all.costNanoUsd);

  await createBudget(page, 1);
  const [broken, refused] = await Promise.all([run("summary --check"), run("export --from yesterday")]);
  expect(broken.code).toBe(2);
  expect(broken.stdout).toMatch(/^Dernier mois\u00a0: /);
  expect(broken.stdout).toContain(formatUsd(month.costNanoUsd, "fr"));
  expect(broken.stdout).toMatch(/^Jour\u00a0: \d+\u00a0% \(dépassé\), /m);
  expect([refused.code, refused.stdout]).toEqual([64, ""]);
  expect(refused.stderr).toContain("--from");
});

it("tells a ledger that it can't read and an empty data folder, and makes nothing there", async () => {
  const folder = join(desk.folder, "unreadable");
  mkdirSync(folder);
  const accounts = [{ id: "a1", username: "marie", isTokenKept: true, createdAt: "2026-11-01T00:00:00.000Z" }];
  writeFileSync(join(folder, "accounts.json"), JSON.stringify({ accounts, currentId: "a1" }));
  writeFileSync(join(folder, "ledger.db"), "no database".repeat(100));
  const [unreadable, nobody] = await Promise.all([run("summary", folder), run("summary --json")]);
  expect(unreadable).toMatchObject({ code: 1, stdout: "" });
  expect(unreadable.stderr).toContain("Le registre est abîmé");
  expect(nobody).toMatchObject({ code: 1, stdout: "" });
  expect(nobody.stderr).toContain("Aucun compte n'est connecté");
  expect(readdirSync(folder).toSorted()).toEqual(["accounts.json", "ledger.db"]);
  expect(existsSync(desk.dataFolder)).toBe(false);
});
