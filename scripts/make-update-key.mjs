import { runToExit } from "./setup/setup-error.mjs";
import { makeKeyPair } from "./updates/envelope.mjs";

// Makes the pair of keys for the feeds of updates. The private one is written once, to standard output, and nowhere else.
await runToExit(async () => {
  const { privateKey, publicKey } = makeKeyPair();
  console.error(`Add the public key to resources/update-keys.json, and commit it:\n  ${publicKey}\n`);
  console.error("Keep the private key as the secret DECOMPTE_UPDATE_KEY of the release workflow, and a copy off-line:");
  console.log(privateKey);
  return 0;
});
