/**
 * What `npm audit --json` answers.
 *
 * @typedef {object} AuditReport
 * @property {Readonly<Record<string, AuditedPackage>>} vulnerabilities by the package's name
 */

/**
 * @typedef {object} AuditedPackage
 * @property {string} severity
 * @property {readonly (string | { title: string, url: string })[]} via a fault of its own, or the package that it has it from
 */

/**
 * The known faults of what is shipped; those of tools alone are left out.
 *
 * @param {AuditReport} report
 * @param {readonly { name: string }[]} shipped
 * @returns {readonly string[]} a line each
 */
export function shippedFaults({ vulnerabilities }, shipped) {
  const names = new Set(shipped.map(({ name }) => name));
  return Object.entries(vulnerabilities).flatMap(([name, { severity, via }]) =>
    names.has(name)
      ? via.flatMap((fault) =>
          typeof fault === "string" ? [] : [`${name} (${severity}): ${fault.title} ${fault.url}`],
        )
      : [],
  );
}
