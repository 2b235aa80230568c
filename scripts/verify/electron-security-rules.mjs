import { createRequire } from "node:module";

/**
 * `eslint-plugin-electron-security` for oxlint. The plugin takes two things of typescript-eslint, which refuses TypeScript 7
 * and brings eslint along: the names of the syntax's nodes, for which `overrides` in package.json puts the small package of
 * these names in its place, and what makes a rule, which is here.
 */
const require = createRequire(import.meta.url);
const inPlugin = createRequire(require.resolve("eslint-plugin-electron-security"));

/**
 * @typedef {object} Rule
 * @property {string} name
 * @property {{ docs: object }} meta
 * @property {readonly unknown[]} defaultOptions
 * @property {(context: { options: readonly unknown[] }, options: readonly unknown[]) => object} create
 */

/** @param {(name: string) => string} urlOf */
function RuleCreator(urlOf) {
  /** @param {Rule} rule */
  return ({ name, meta, defaultOptions, create }) => ({
    meta: { ...meta, docs: { ...meta.docs, url: urlOf(name) } },
    /** @param {{ options: readonly unknown[] }} context */
    create: (context) => create(context, withDefaults(context.options, defaultOptions)),
  });
}

/**
 * @param {readonly unknown[]} options
 * @param {readonly unknown[]} defaults
 */
const withDefaults = (options, defaults) =>
  defaults.map((value, index) =>
    value instanceof Object && !Array.isArray(value)
      ? Object.assign({}, value, options[index])
      : (options[index] ?? value),
  );

function getParserServices() {
  throw new Error("There are no types here");
}

const { AST_NODE_TYPES } = inPlugin("@typescript-eslint/utils");
const utils = inPlugin.cache[inPlugin.resolve("@typescript-eslint/utils")];
if (utils === undefined) throw new Error("The names of the syntax's nodes were not loaded");
utils.exports = { AST_NODE_TYPES, ESLintUtils: { RuleCreator, getParserServices } };

const { default: plugin } = inPlugin("eslint-plugin-electron-security");

export default plugin;
