// @vitest-environment happy-dom
import { describe, expect, test } from "vitest";
import { desktop } from "../../../renderer/desktop.ts";
import { AppError } from "../../../shared/errors.ts";
import { createFakeDesktop } from "../../support/desktop-bridge/fake-desktop.ts";
import { installDesktop } from "../../support/desktop-bridge/show-app.tsx";

describe("a call to main", () => {
  test("answers the value that main answered", async () => {
    installDesktop(createFakeDesktop({ environment: { version: "1.2.3" } }));
    expect(await desktop.getEnvironment()).toMatchObject({ language: "fr", version: "1.2.3" });
  });

  test("throws an error that carries main's code", async () => {
    const fake = createFakeDesktop();
    fake.answer("refresh", () => {
      throw new AppError("apify_unreachable", "No answer");
    });
    installDesktop(fake);
    await expect(desktop.refresh()).rejects.toMatchObject({ name: "AppError", code: "apify_unreachable" });
  });

  test("throws an internal error when the bridge itself breaks", async () => {
    const fake = createFakeDesktop();
    const bridge = { ...fake.bridge, refresh: () => Promise.reject(new Error("channel closed")) };
    installDesktop({ ...fake, bridge });
    await expect(desktop.refresh()).rejects.toMatchObject({ code: "internal" });
  });
});
