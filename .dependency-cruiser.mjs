const product = "^(shared|server|electron|renderer)/";
const electronPackage = "(^|/)node_modules/electron/";
const drizzle = "(^|/)node_modules/drizzle-orm/";
const hono = "(^|/)node_modules/@?hono/";
const betterAuth = "(^|/)node_modules/@?better-auth/";

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "shared-stands-alone",
      comment: "shared runs everywhere: it imports nothing of ours, of Node's or of Electron's",
      severity: "error",
      from: { path: "^shared/" },
      to: { path: [electronPackage, "^(server|electron|renderer)/"] },
    },
    {
      name: "shared-without-node",
      severity: "error",
      from: { path: "^shared/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "renderer-is-a-web-page",
      comment: "the window reaches the rest through window.desktop only",
      severity: "error",
      from: { path: "^renderer/" },
      to: { path: [electronPackage, "^(server|electron)/"] },
    },
    {
      name: "renderer-without-node",
      severity: "error",
      from: { path: "^renderer/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "server-without-electron",
      comment: "the server runs embedded and alone",
      severity: "error",
      from: { path: "^server/" },
      to: { path: [electronPackage, "^(electron|renderer)/"] },
    },
    {
      name: "electron-without-renderer",
      severity: "error",
      from: { path: "^electron/" },
      to: { path: "^renderer/" },
    },
    {
      name: "one-door-to-the-server",
      comment:
        "only one file embeds the server, one is for commands and one for long readings; what checks the ledger has its own door",
      severity: "error",
      from: {
        path: "^electron/",
        pathNot:
          "^electron/(main/embedded-workspaces\\.ts$|commands/ledger-figures\\.ts$|ledger-reading/answer-readings\\.ts$|ledger-check/)",
      },
      to: { path: "^server/" },
    },
    {
      name: "threads-without-electron",
      comment: "a thread has none",
      severity: "error",
      from: { path: "^electron/(commands|ledger-reading)/" },
      to: { path: electronPackage, reachable: true },
    },
    {
      name: "the-window-without-threads",
      comment: "what a thread runs is started, not imported",
      severity: "error",
      from: { path: "^electron/main/" },
      to: { path: "^electron/(commands|ledger-reading)/" },
    },
    {
      name: "updates-when-there-are-some",
      comment: "what looks for a version is loaded by the first search, what installs one by the first download",
      severity: "error",
      from: {
        path: "^electron/main/",
        pathNot: "^electron/main/updates/(find-release|package-updater|app-image-updater)\\.ts$",
      },
      to: {
        path: "^electron/main/updates/(find-release|package-updater|app-image-updater)\\.ts$|node_modules/(electron-updater|semver)/",
        dependencyTypesNot: ["type-only", "dynamic-import"],
      },
    },
    {
      name: "the-check-stands-alone",
      comment: "what may go down with a damaged ledger holds the check, copies of ledgers, and nothing else",
      severity: "error",
      from: { path: "^electron/ledger-check/" },
      to: {
        pathNot: "^(server/ledger/(sqlite/(check|copy|inspect)-ledger|migrations)|electron/main/ledger-task)\\.ts$",
      },
    },
    {
      name: "the-check-is-no-module",
      comment: "it runs in a process of its own",
      severity: "error",
      from: { path: "^(electron/(main|preload)|server|shared|renderer)/" },
      to: { path: "^electron/ledger-check/" },
    },
    {
      name: "routes-call-services",
      comment: "a route validates, calls one verb and maps the errors; of the ledger it knows the interface",
      severity: "error",
      from: { path: "^server/routes/" },
      to: { path: [drizzle, "^server/ledger/(?!ledger\\.ts$)"] },
    },
    {
      name: "services-know-neither-http-nor-tables",
      comment: "a service speaks to the ledger through its interface",
      severity: "error",
      from: { path: "^server/services/" },
      to: {
        path: [drizzle, hono, "^server/routes/", "^server/ledger/(sqlite|postgres)/"],
      },
    },
    {
      name: "identity-knows-no-routes",
      comment: "who is who takes requests and answers values; pages and routes are made of them elsewhere",
      severity: "error",
      from: { path: "^server/identity/" },
      to: { path: [hono, "^server/(pages|routes|services|team)/"] },
    },
    {
      name: "pages-ask-identity",
      comment: "of users, sessions and keys a page knows what identity offers",
      severity: "error",
      from: { path: "^server/pages/" },
      to: { path: [drizzle, betterAuth, "^server/(ledger|database|services|sources|team)/"] },
    },
    {
      name: "better-auth-behind-identity",
      severity: "error",
      from: { path: product, pathNot: "^server/identity/" },
      to: { path: betterAuth },
    },
    {
      name: "app-without-the-team-server",
      comment: "what only a server for a team needs is not carried to every desktop",
      severity: "error",
      from: { path: "^electron/" },
      to: { path: [betterAuth, "^server/(identity|pages|team|database)/"], reachable: true },
    },
    {
      name: "product-without-tests",
      severity: "error",
      from: { path: product },
      to: { path: "^(tests|scripts)/" },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: { path: product },
      to: { circular: true },
    },
    {
      name: "no-unresolved-imports",
      severity: "error",
      from: { path: product },
      to: { couldNotResolve: true, pathNot: ["^node:", "\\?(url|raw|inline|asset|worker)"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // TypeScript 7 has no parser that dependency-cruiser could use: without this it sees no module at all.
    parser: "swc",
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["types", "import", "node", "default"],
      extensions: [".ts", ".tsx", ".d.ts", ".mjs", ".js", ".json"],
    },
  },
};
