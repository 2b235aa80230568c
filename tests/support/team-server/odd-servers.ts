import { once } from "node:events";
import { createServer as createHttpServer, type RequestListener, type Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";

/** A server that no desktop app should sign in to. */
export interface OddServer {
  readonly address: string;
  stop(): Promise<void>;
}

/** Its certificate is signed by nobody. */
export const startUntrustedServer = (): Promise<OddServer> =>
  open(
    createHttpsServer({ key: KEY, cert: CERTIFICATE }, (_request, response) => response.end("{}")),
    "https",
  );

/** It leads every request to another address. */
export const startRedirectingServer = (elsewhere: string): Promise<OddServer> =>
  startHttpServer(({ url }, response) => response.writeHead(302, { location: `${elsewhere}${url ?? ""}` }).end());

const startHttpServer = (listener: RequestListener): Promise<OddServer> => open(createHttpServer(listener), "http");

async function open(server: Server, scheme: "http" | "https"): Promise<OddServer> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // A server that listens on a port has such an address.
  return {
    address: `${scheme}://127.0.0.1:${port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Made for this file alone, until the year 2126. It guards nothing. */
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgDwXtfOvj8N2QEdOW
GkMQmaymmX55B3OY8NmHmEpDOIChRANCAASMmXGirhGO3+jF7Ek/q7SR1j16STZl
+f9gaDxztvfNZWhoUthxgVAFUZ11k0m1Zkpkq33j1yRSZKnj+SNbl4eE
-----END PRIVATE KEY-----`;
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBiTCCAS+gAwIBAgIUSIj6PwLkVD3MxtMoT59EX/9c6xwwCgYIKoZIzj0EAwIw
GTEXMBUGA1UEAwwOdW50cnVzdGVkLnRlc3QwIBcNMjYxMTIzMDkwODE5WhgPMjEy
NjEwMzAwOTA4MTlaMBkxFzAVBgNVBAMMDnVudHJ1c3RlZC50ZXN0MFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAEjJlxoq4Rjt/oxexJP6u0kdY9ekk2Zfn/YGg8c7b3
zWVoaFLYcYFQBVGddZNJtWZKZKt949ckUmSp4/kjW5eHhKNTMFEwHQYDVR0OBBYE
FPFodQprw+Jsvg2300+F67OuB94sMB8GA1UdIwQYMBaAFPFodQprw+Jsvg2300+F
67OuB94sMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhANIiRsgN
QtFM6YqEcfphUB0nDYI6ZtdI9PzI071BdT+hAiBJWLrQLleawmXSPUCDozL3DiAk
TcyiZvdqriZ99UPJrA==
-----END CERTIFICATE-----`;
