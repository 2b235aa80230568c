import type { CallInput } from "../shared/ipc/contract.ts";

// Runs before all else of the page: what the window runs is fetched meanwhile, and waits until the remembered first
// screen is in the picture, where there is one. It is a script of its own, of which nothing is bundled.

/** A window that is kept from drawing must not be kept from opening. */
const LONGEST_WAIT_MS = 250;

const remembered = document.getElementById("remembered");
const opened: CallInput<"pageOpened"> = { isScreenRemembered: isShown(remembered) && (await isPictureDone()) };
// Main loads the application when it hears this; what the window asks for comes after, and in order.
window.desktop.pageOpened(opened).catch(() => undefined);
const script = document.querySelector<HTMLLinkElement>('link[rel="modulepreload"]');
if (script === null) throw new Error("The page names no script");
await import(/* @vite-ignore */ script.href);

/** Without a box in a window of another size than the one that it was drawn for. */
function isShown(screen: HTMLElement | null): boolean {
  return screen !== null && screen.getClientRects().length > 0;
}

/** The first frame draws what the page holds; the second one starts after it is on screen. */
function isPictureDone(): Promise<boolean> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(true)));
    setTimeout(() => resolve(false), LONGEST_WAIT_MS);
  });
}
