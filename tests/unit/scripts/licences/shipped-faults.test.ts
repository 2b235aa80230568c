import { expect, it } from "vitest";
import { shippedFaults } from "../../../../scripts/licences/shipped-faults.mjs";

const fault = (title: string) => ({ title, url: `https://advisories.example/${title}` });
const report = {
  vulnerabilities: {
    react: { severity: "high", via: [fault("XSS")] },
    "electron-updater": { severity: "moderate", via: ["builder-util-runtime"] },
    "builder-util-runtime": { severity: "moderate", via: [fault("redirects"), fault("paths")] },
    vite: { severity: "critical", via: [fault("of a tool")] },
  },
};

it("tells the faults of what is shipped, where they are, and not those of tools", () => {
  const shipped = ["react", "react-dom", "electron-updater", "builder-util-runtime"].map((name) => ({ name }));
  expect(shippedFaults(report, shipped)).toEqual([
    "react (high): XSS https://advisories.example/XSS",
    "builder-util-runtime (moderate): redirects https://advisories.example/redirects",
    "builder-util-runtime (moderate): paths https://advisories.example/paths",
  ]);
  expect(shippedFaults({ vulnerabilities: {} }, shipped)).toEqual([]);
});
