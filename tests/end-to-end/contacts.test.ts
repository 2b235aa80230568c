import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Desk, openDesk } from "../support/desktop/desk.ts";
import { signIn, waitUntilFresh } from "../support/desktop/screen.ts";
import { canTrace } from "../support/faults/traced-child.ts";

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk({ runCount: 20 });
});
afterEach((test) => desk.close(test));

const CALLS = "connect,sendto,sendmsg,sendmmsg";
const STRACE = ["strace", "--seccomp-bpf", "--follow-forks", "--decode-fds=socket", "--signal=none", "--quiet=all"];

/** A connection that is made. One over UDP sends nothing yet: Chromium asks the system for routes by it. */
const CONNECTED = /connect\(\d+<TCPv?6?:.*?sin6?_port=htons\((\d+)\).*?"([\d.:a-f]+)"/g;

/** A datagram, such as a question for the address of a host. */
const SENT = /send\w+\(\d+<UDPv?6?:\[[^\]]*->([^\]]+)\].*/g;

/** Whatever any of the application's processes reached for beyond the computer's own sockets. */
function contactsIn(traceFile: string): readonly string[] {
  const calls = readFileSync(traceFile, "latin1");
  const connected = [...calls.matchAll(CONNECTED)].map(([, port, host]) => `${host}:${port}`);
  const sent = [...calls.matchAll(SENT)].map(([call]) => call);
  return [...new Set([...connected, ...sent])];
}

it.runIf(canTrace)("reaches for Apify alone, from its start to its end", async () => {
  const traceFile = join(desk.folder, "calls.txt");
  const app = await desk.start({ within: [...STRACE, `--trace=${CALLS}`, `--output=${traceFile}`] });
  await signIn(app.page, desk.account.token);
  await waitUntilFresh(app.page);
  await app.quit();
  expect(contactsIn(traceFile)).toEqual([new URL(desk.apify.baseUrl).host]);
});
