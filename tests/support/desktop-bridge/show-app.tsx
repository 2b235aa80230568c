import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, configure, render } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import type { ReactNode } from "react";
import { afterEach } from "vitest";
import { AppScreen } from "../../../renderer/features/session/app-screen.tsx";
import { readFirstScreen } from "../../../renderer/first-reads.ts";
import { loadLaterParts } from "../../../renderer/ui/later.tsx";
import { createQueryClient, followDesktop } from "../../../renderer/query-client.ts";
import { createFakeDesktop, type FakeDesktop } from "./fake-desktop.ts";

// Only what fails waits so long: a busy machine draws late.
configure({ asyncUtilTimeout: 10_000 });

const CHART_WIDTH = 800;
const CHART_HEIGHT = 300;

let stopFollowing = () => {};
afterEach(() => {
  cleanup();
  stopFollowing();
});

/** Puts `fake` where the preload puts the real bridge. */
export function installDesktop(fake: FakeDesktop): void {
  Object.defineProperty(window, "desktop", { value: fake.bridge, configurable: true });
}

/** Opens the window on `fake`, as `main.tsx` does, or only `children` of it. */
export async function showApp(fake: FakeDesktop = createFakeDesktop(), children: ReactNode = <AppScreen />) {
  installDesktop(fake);
  giveElementsASize();
  const client = createQueryClient();
  stopFollowing = followDesktop(client);
  await Promise.all([readFirstScreen(client), loadLaterParts()]);
  const view = render(<QueryClientProvider client={client}>{children}</QueryClientProvider>);
  return { fake, client, user: userEvent.setup(), ...view };
}

/** With what `name` was called so far. */
export function inputsOf(fake: FakeDesktop, name: FakeDesktop["calls"][number]["name"]): readonly unknown[] {
  return fake.calls.filter((call) => call.name === name).map((call) => call.input);
}

// happy-dom lays nothing out, and lacks what Radix asks of a pointer.
function giveElementsASize(): void {
  Object.defineProperties(HTMLElement.prototype, {
    clientWidth: { configurable: true, get: () => CHART_WIDTH },
    clientHeight: { configurable: true, get: () => CHART_HEIGHT },
    offsetWidth: { configurable: true, get: () => CHART_WIDTH },
    offsetHeight: { configurable: true, get: () => CHART_HEIGHT },
    hasPointerCapture: { configurable: true, value: () => false },
    releasePointerCapture: { configurable: true, value: () => undefined },
    scrollIntoView: { configurable: true, value: () => undefined },
  });
}
