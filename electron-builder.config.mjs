import { rm } from "node:fs/promises";
import path from "node:path";
import { AUTHORS } from "./scripts/package/build-kind.mjs";
import { flipFuses } from "./scripts/package/fuses.mjs";

/** Where the application looks for its updates; a build without it gets none. */
const feed = process.env["DECOMPTE_FEED_URL"];

/** Shown in file managers and menus where macOS and Windows take the name of a file otherwise, which stays in ASCII. */
const FILE_NAME = "Decompte";

/**
 * What electron-builder is told; the folder that it packs was laid out by `scripts/package/stage-app.mjs`.
 *
 * @param {object} build
 * @param {import("./scripts/package/build-kind.mjs").BuildKind} build.kind
 * @param {NodeJS.Platform} build.platform
 * @param {string} build.stage
 * @param {string} build.icons
 * @param {string} build.output
 * @param {{ folder: string, version: string } | undefined} build.runtime instead of the official one, for tests
 * @returns {import("electron-builder").Configuration}
 */
export function builderConfiguration({ kind, platform, stage, icons, output, runtime }) {
  const { packageName, displayName, mark } = kind;
  const suffix = mark === "unsigned" ? "-unsigned" : "";
  return {
    appId: mark === "test" ? "fr.decompte.desktop.test" : "fr.decompte.desktop",
    productName: platform === "linux" ? packageName : FILE_NAME,
    copyright: AUTHORS,
    directories: { app: stage, output, buildResources: "resources/package" },
    artifactName: `${packageName}-\${version}${suffix}-\${os}-\${arch}.\${ext}`,
    publish: feed ? { provider: "generic", url: feed, channel: "latest" } : null,
    protocols: { name: displayName, schemes: ["decompte"] },
    // What goes in was chosen already, native packages included; none is built here.
    files: ["**/*", { from: "node_modules", to: "node_modules" }],
    beforeBuild: async () => false,
    asar: true,
    asarUnpack: ["**/*.node"],
    ...(runtime && { electronDist: runtime.folder, electronVersion: runtime.version }),
    electronLanguages: ["fr", "en-US"],
    async afterPack({ appOutDir, packager }) {
      // The runtime for tests has an application of its own there, which starts another by its path.
      await rm(path.join(packager.getResourcesDir(appOutDir), "app"), { recursive: true, force: true });
      // The two halves of a universal application are joined first: the fuses are of the whole.
      if (appOutDir.endsWith("-temp")) return;
      await flipFuses(path.join(appOutDir, executableName(platform, packageName)));
    },
    linux: {
      executableName: packageName,
      category: "Office;Finance",
      synopsis: "What Apify Actor runs cost",
      description: "A desktop spend monitor for Apify: an exact ledger of what every Actor run cost.",
      vendor: AUTHORS,
      syncDesktopName: true,
      icon: path.join(icons, "linux"),
      desktop: {
        entry: {
          Name: displayName,
          "Comment[fr]": "Ce que coûtent les exécutions Apify",
          Keywords: "Apify;cost;spend;budget;coût;dépenses;",
          StartupNotify: "true",
        },
      },
    },
    // The default one needs FUSE 2, which systems have no more, and gives up Chromium's sandbox where a desktop integrates it.
    toolsets: { appimage: "1.0.3" },
    // One that a newer version replaces keeps its name.
    appImage: { artifactName: `${packageName}${suffix}-\${os}-\${arch}.\${ext}` },
    deb: { depends: DEB_DEPENDENCIES, recommends: ["gnome-keyring | org.freedesktop.secrets"] },
    mac: {
      icon: path.join(icons, "icon.icns"),
      category: "public.app-category.finance",
      hardenedRuntime: true,
      gatekeeperAssess: false,
      entitlements: "resources/package/entitlements.mac.plist",
      entitlementsInherit: "resources/package/entitlements.mac.plist",
      notarize: Boolean(process.env["APPLE_API_KEY"] || process.env["APPLE_ID"]),
      ...(mark === "signed" ? {} : { identity: null }),
      // Both halves hold the native packages of both.
      x64ArchFiles: "**/app.asar.unpacked/**/*.node",
      extendInfo: { CFBundleName: displayName, CFBundleDisplayName: displayName },
    },
    dmg: { title: `${displayName} \${version}` },
    win: { icon: path.join(icons, "icon.ico"), executableName: FILE_NAME },
    nsis: {
      oneClick: true,
      perMachine: false,
      shortcutName: displayName,
      uninstallDisplayName: displayName,
      // Asks whether the person's data go too.
      include: "resources/package/installer.nsh",
      deleteAppDataOnUninstall: false,
    },
  };
}

/** Debian and Ubuntu renamed some libraries in 2024: either name will do. */
const DEB_DEPENDENCIES = [
  "libgtk-3-0 | libgtk-3-0t64",
  "libnss3",
  "libasound2 | libasound2t64",
  "libgbm1",
  "libxss1",
  "libsecret-1-0",
  "libnotify4",
  "xdg-utils",
];

/**
 * @param {NodeJS.Platform} platform
 * @param {string} packageName
 */
function executableName(platform, packageName) {
  if (platform === "linux") return packageName;
  return platform === "darwin" ? `${FILE_NAME}.app` : `${FILE_NAME}.exe`;
}
