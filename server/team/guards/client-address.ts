import { BlockList, isIP } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";

/**
 * Whose request it is, by network address: the nearest one, seen from here, that no trusted proxy has. What a client
 * writes into `X-Forwarded-For` by itself stands further away and is never reached.
 */
export function createClientAddress(trustedProxies: readonly string[]): (context: Context) => string {
  const trusted = new BlockList();
  for (const network of trustedProxies) {
    const [address = "", prefix] = network.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (prefix === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(prefix), family);
  }
  const isTrusted = (address: string): boolean => trusted.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");

  return (context) => {
    let address = directAddress(context);
    if (trustedProxies.length === 0) return address;
    const told = (context.req.header("x-forwarded-for") ?? "").split(",").map((part) => part.trim());
    while (isTrusted(address)) {
      const next = told.pop() ?? "";
      if (isIP(next) === 0) break;
      address = plain(next);
    }
    return address;
  };
}

/** The other end of the connection. */
export const directAddress = (context: Context): string => plain(getConnInfo(context).remote.address ?? "");

/** An IPv4 address as such, also where the socket tells it in IPv6's form. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, "");

/** What a rate is counted by: an IPv6 network of 64 bits is one subscriber's, who has all of its addresses. */
export function subscriberOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = "", tail] = address.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0");
  return `${[...left, ...zeros, ...right].slice(0, 4).join(":")}::/64`;
}
