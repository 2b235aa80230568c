import { Hono } from "hono";
import { expect, test } from "vitest";
import { createClientAddress, subscriberOf } from "../../../../../server/team/guards/client-address.ts";

async function addressOf(remote: string, forwarded: string | null, trusted: readonly string[]): Promise<string> {
  const clientAddress = createClientAddress(trusted);
  const app = new Hono().get("/", (c) => c.text(clientAddress(c)));
  const headers = forwarded === null ? {} : { "x-forwarded-for": forwarded };
  const bindings = { incoming: { socket: { remoteAddress: remote, remotePort: 1, remoteFamily: "IPv4" } } };
  return (await app.request("/", { headers }, bindings)).text();
}

test.each([
  ["203.0.113.9", null, [], "203.0.113.9"],
  ["203.0.113.9", "1.2.3.4", [], "203.0.113.9"],
  ["203.0.113.9", "1.2.3.4", ["10.0.0.0/8"], "203.0.113.9"],
  ["10.0.0.2", "1.2.3.4", ["10.0.0.0/8"], "1.2.3.4"],
  ["10.0.0.2", "6.6.6.6, 1.2.3.4", ["10.0.0.0/8"], "1.2.3.4"],
  ["10.0.0.2", "6.6.6.6, 1.2.3.4, 10.0.0.3", ["10.0.0.0/8"], "1.2.3.4"],
  ["10.0.0.2", "6.6.6.6, 1.2.3.4, 10.0.0.3", ["10.0.0.2"], "10.0.0.3"],
  ["10.0.0.2", "1.2.3.4, garbage", ["10.0.0.0/8"], "10.0.0.2"],
  ["10.0.0.2", "", ["10.0.0.0/8"], "10.0.0.2"],
  ["10.0.0.2", null, ["10.0.0.0/8"], "10.0.0.2"],
  ["::ffff:10.0.0.2", "::ffff:1.2.3.4", ["10.0.0.0/8"], "1.2.3.4"],
  ["fd00::1", "2001:db8::7", ["fd00::/8"], "2001:db8::7"],
])("seen from %s, told %s, trusting %j, it is %s", async (remote, forwarded, trusted, address) => {
  expect(await addressOf(remote, forwarded, trusted)).toBe(address);
});

test.each([
  ["1.2.3.4", "1.2.3.4"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8:1:2::6", "2001:db8:1:2::/64"],
  ["2001:db8::6", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
])("%s is counted as %s", (address, subscriber) => {
  expect(subscriberOf(address)).toBe(subscriber);
});
