import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readManifest } from "../../../scripts/package/build-kind.mjs";

const FOLDER = ".github/workflows";

interface Step {
  readonly uses?: string;
  readonly run?: string;
}
interface Job {
  readonly uses?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
  readonly steps?: readonly Step[];
}
interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const texts = readdirSync(FOLDER).map((name) => [name, readFileSync(join(FOLDER, name), "utf8")] as const);

describe.each(texts)("%s", (_, text) => {
  const workflow = parse(text) as Workflow; // actionlint has checked its shape.
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps ?? []);

  test("may read alone, where a job does not say why it needs more", () => {
    expect(workflow.permissions).toEqual({ contents: "read" });
  });

  test("takes each action by its commit, with its version beside it", () => {
    const taken = [...text.matchAll(/uses: (.*)$/gm)].map(([, action]) => action ?? "");
    for (const action of taken)
      expect(action).toMatch(/^(?:\.\/\.github\/workflows\/[\w-]+\.yml|[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/);
    expect(taken.length).toBeGreaterThan(0);
  });

  test("gives each job an end", () => {
    expect(jobs.filter((job) => job.uses === undefined && job["timeout-minutes"] === undefined)).toEqual([]);
  });

  test("calls commands that are there", () => {
    const run = steps.map((step) => step.run ?? "").join("\n");
    const scripts = [...run.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name ?? "");
    const files = [...run.matchAll(/node (scripts\/\S+)/g)].map(([, name]) => name ?? "");
    const known = Object.keys((readManifest() as unknown as { scripts: object }).scripts);
    expect(scripts.filter((name) => !known.includes(name))).toEqual([]);
    expect(files.filter((name) => !existsSync(name))).toEqual([]);
  });

  test("leaves no token in the checkout", () => {
    expect(text.match(/actions\/checkout@/g)?.length ?? 0).toBe(text.match(/persist-credentials: false/g)?.length ?? 0);
  });
});
