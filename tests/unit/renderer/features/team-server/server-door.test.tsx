// @vitest-environment happy-dom
import { act, screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { fr } from "../../../../../renderer/i18n/fr.ts";
import { AppError } from "../../../../../shared/errors.ts";
import { SERVER_PROBLEMS, type ServerCode } from "../../../../../shared/ipc/session.ts";
import { createFakeDesktop } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

const words = fr.teamServer;
const ADDRESS = "https://spend.example.org";
const code: ServerCode = {
  address: ADDRESS,
  userCode: "WXYZ2345",
  expiresAt: new Date(Date.now() + 900_000).toISOString(),
  isServerAway: false,
};
const field = () => screen.getByLabelText<HTMLInputElement>(words.addressLabel);

/** Nobody is signed in, and signing in to a server waits for the browser. */
async function openDoor() {
  const fake = createFakeDesktop({ session: { kind: "signed-out" } });
  fake.answer("signInToServer", () => new Promise(() => {}));
  return showApp(fake);
}

describe("the door 'team server'", () => {
  test("asks the typed address, and ends on the server's figures", async () => {
    const { fake, user } = await showApp(createFakeDesktop({ session: { kind: "signed-out" } }));
    await user.type(field(), ` ${ADDRESS} {Enter}`);
    expect(inputsOf(fake, "signInToServer")).toEqual([{ address: ADDRESS }]);
    expect(await screen.findByText("Noa")).toBeDefined();
  });

  test("asks for an address instead of sending nothing", async () => {
    const { fake, user } = await openDoor();
    await user.click(screen.getByRole("button", { name: words.continue }));
    expect(screen.getByRole("alert").textContent).toBe(words.addressEmpty);
    expect(inputsOf(fake, "signInToServer")).toEqual([]);
  });

  test.each(SERVER_PROBLEMS)("says in words of its own: %s", async (problem) => {
    const fake = createFakeDesktop({ session: { kind: "signed-out" } });
    fake.answer("signInToServer", () => {
      throw new AppError("server_unreachable", "no", { details: { problem, announced: "https://other.example.org" } });
    });
    const { user } = await showApp(fake);
    await user.type(field(), `${ADDRESS}{Enter}`);
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toBe(words.problems[problem].replace("{{address}}", "other.example.org"));
    expect(field().getAttribute("aria-describedby")).toBe(alert.id);
    expect(field().value).toBe(ADDRESS);
    const others = SERVER_PROBLEMS.filter((other) => other !== problem).map((other) => words.problems[other]);
    expect(others).not.toContain(words.problems[problem]);
  });

  test("says nothing of a sign-in that was given up", async () => {
    const fake = createFakeDesktop({ session: { kind: "signed-out" } });
    fake.answer("signInToServer", () => {
      throw new AppError("cancelled", "given up");
    });
    const { user } = await showApp(fake);
    await user.type(field(), `${ADDRESS}{Enter}`);
    expect(await screen.findByRole("button", { name: words.continue })).toBeDefined();
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

describe("the code", () => {
  async function showCode(changes: Partial<ServerCode> = {}) {
    const app = await openDoor();
    await app.user.type(field(), `${ADDRESS}{Enter}`);
    act(() => app.fake.push("serverCodeChanged", { ...code, ...changes }));
    return app;
  }

  test("is shown large in two groups, with the server that asks for it, and takes the focus", async () => {
    await showCode();
    expect(await screen.findByText("WXYZ-2345")).toBeDefined();
    expect(screen.getByText(/spend\.example\.org/)).toBeDefined();
    expect(document.activeElement).toBe(screen.getByRole("heading", { name: words.codeTitle }));
  });

  test("is copied, its page opened again, and the sign-in given up from the keyboard", async () => {
    const { fake, user } = await showCode();
    await user.tab();
    await user.keyboard("{Enter}");
    expect(await screen.findByText(words.copied)).toBeDefined();
    await user.tab();
    await user.keyboard("{Enter}");
    await user.tab();
    await user.keyboard("{Enter}");
    expect(
      ["copyServerCode", "openServerPage", "cancelServerSignIn"].map(
        (name) => fake.calls.filter((call) => call.name === name).length,
      ),
    ).toEqual([1, 1, 1]);
  });

  test("says when the server is away meanwhile", async () => {
    await showCode({ isServerAway: true });
    expect(await screen.findByText(/spend\.example\.org ne répond plus/)).toBeDefined();
  });

  test("gives way to the form once it is over, with the address still there", async () => {
    const { fake } = await showCode();
    act(() => fake.push("serverCodeChanged", null));
    expect((await screen.findByLabelText<HTMLInputElement>(words.addressLabel)).value).toBe(ADDRESS);
  });
});
