import { beforeEach, expect, test, vi } from "vitest";
import { openInBrowser } from "../../../../electron/main/open-in-browser.ts";

const opened = vi.hoisted((): string[] => []);
vi.mock("electron", () => ({ shell: { openExternal: async (url: string) => void opened.push(url) } }));

beforeEach(() => void opened.splice(0));

test.each([
  "https://console.apify.com/settings/integrations",
  "http://localhost:4747/device?user_code=W",
  "http://[::1]:4747/device",
])("%s is opened", async (address) => {
  await openInBrowser(address);
  expect(opened).toEqual([address]);
});

test.each([
  "",
  "apify.com",
  "http://apify.com/",
  "http://localhost.example.com/",
  "https://noa:secret@apify.com/",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "data:text/html,x",
  "mailto:noa@example.com",
  "smb://host/share",
  "ms-msdt:/id",
  "\\\\host\\share",
])("%j is not", async (address) => {
  await expect(openInBrowser(address)).rejects.toMatchObject({ code: "invalid_request" });
  expect(opened).toEqual([]);
});
