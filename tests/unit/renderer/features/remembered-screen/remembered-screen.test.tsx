// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { screenElementOf } from "../../../../../renderer/features/remembered-screen/screen-element.ts";
import { isScreenElement, type RememberedScreen } from "../../../../../shared/ipc/remembered-screen.ts";
import { createFakeDesktop } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { idleStatus } from "../../../../support/desktop-bridge/sample-figures.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

afterEach(() => vi.useRealTimers());
afterEach(() => document.getElementById("remembered")?.remove());

const sent = (fake: ReturnType<typeof createFakeDesktop>) => inputsOf(fake, "rememberScreen") as RememberedScreen[];

function treeOf(html: string) {
  const holder = document.createElement("div");
  holder.innerHTML = html;
  return screenElementOf(holder);
}

test("what is marked is taken with what is around it, and nothing that passes, acts or is heard", () => {
  const tree = treeOf(
    `<main class="grow"><p>left out</p><section data-remembered aria-label="Total" onclick="x()" style="width: 5px; position: fixed">
<button type="button" class="h-9" id="radix-1">30 days<em data-passing>just now</em></button>
<a href="https://example.com">link</a><svg><linearGradient id="curve"></linearGradient></svg></section></main>`,
  );
  const text = JSON.stringify(tree);
  expect(isScreenElement(tree)).toBe(true);
  expect(text).toContain('"attributes":{"class":"h-9"}');
  expect(text).toContain('"style":{"width":"5px"}');
  expect(text).toContain('"id":"curve"');
  for (const absent of ["left out", "just now", "Total", "onclick", "https", "radix", "button", "section", "fixed"])
    expect(text).not.toContain(absent);
});

test("the place of an age is kept, not the age", () => {
  const tree = treeOf(
    `<p data-remembered><b data-aged="Figures from {age}" hidden><svg></svg>Figures from 3 hr. ago</b></p>`,
  );
  expect(JSON.stringify(tree)).toContain('"id":"aged"');
  expect(JSON.stringify(tree)).toContain('"children":[]},"Figures from {age}"]');
  expect(JSON.stringify(tree)).not.toContain("ago");
});

test("main is told of the screen once it is quiet, and again when it changes", async () => {
  const { fake, user } = await showApp();
  await waitFor(() => expect(sent(fake)).toHaveLength(1), { timeout: 3_000 });
  const [first] = sent(fake);
  expect(first).toMatchObject({ username: "camille", contentWidth: 800 });
  expect(isScreenElement(first?.content)).toBe(true);
  expect(JSON.stringify(first?.content)).toContain("camille");

  await user.click(screen.getAllByRole("combobox")[0] as HTMLElement);
  await user.click(screen.getAllByRole("option")[0] as HTMLElement);
  await waitFor(() => expect(sent(fake).length).toBeGreaterThan(1), { timeout: 3_000 });
});

test.each([
  ["the sample", { session: { kind: "sample" } as const }],
  ["an import that runs", { importStatus: { ...idleStatus, state: "running" } as const }],
])("nothing is remembered of %s", async (_, options) => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { fake } = await showApp(createFakeDesktop(options));
  await screen.findByRole("slider");
  await act(() => vi.advanceTimersByTimeAsync(5_000));
  expect(sent(fake)).toEqual([]);
});

test("a table in the chart's place is not what the next start begins with", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { fake } = await showApp();
  fireEvent.click(await screen.findByRole("button", { name: "Afficher en tableau" }));
  await screen.findByRole("table");
  await act(() => vi.advanceTimersByTimeAsync(5_000));
  expect(sent(fake).filter(({ content }) => JSON.stringify(content).includes("Sans coût connu"))).toEqual([]);
});

test("the remembered screen goes when the live one is there, or something else comes", async () => {
  const put = () => document.body.append(Object.assign(document.createElement("div"), { id: "remembered" }));
  const isThere = () => document.getElementById("remembered") !== null;
  put();
  const { fake } = await showApp();
  await waitFor(() => expect(isThere()).toBe(false));
  put();
  act(() => fake.push("sessionChanged", { kind: "signed-out" }));
  await waitFor(() => expect(isThere()).toBe(false));
});
