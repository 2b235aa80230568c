/** What this application is, and whose work is in it. */
export const about = {
  marks: {
    none: "Development version, not a package.",
    test: "Package for tests, not made to be distributed.",
    unsigned: "Unsigned package: nothing proves who made it.",
    signed: "Official package, signed or attested by its publisher.",
  },
  runtime: "Electron {{electron}}, Chromium {{chromium}}, Node.js {{node}}",
  licences: "Licences",
  licencesText: "Décompte contains the work of other people, under these licences.",
  chromium: "Show the file of Chromium's licences",
} as const;
