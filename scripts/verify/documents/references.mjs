import GithubSlugger from "github-slugger";
import { Lexer, walkTokens } from "marked";

/**
 * What a document says exists: the places it links to, and what stands in it as code.
 *
 * @typedef {object} References
 * @property {readonly string[]} links as written, without those to other sites
 * @property {readonly string[]} codes each inline code, and each line of a fenced block of commands
 * @property {ReadonlySet<string>} anchors of its headings, as a link names them
 */

/** Fences whose lines a person types; others show data or code. */
const COMMAND_FENCES = new Set(["sh", "bash", "console"]);

/**
 * @param {string} markdown
 * @returns {References}
 */
export function referencesIn(markdown) {
  /** @type {string[]} */
  const links = [];
  /** @type {string[]} */
  const codes = [];
  const slugger = new GithubSlugger();
  const anchors = new Set();
  void walkTokens(Lexer.lex(markdown), (token) => {
    if (token.type === "link" || token.type === "image") links.push(token["href"]);
    else if (token.type === "codespan") codes.push(unescaped(token["text"]));
    else if (token.type === "heading") anchors.add(slugger.slug(plainText(token["tokens"] ?? [])));
    else if (token.type === "code" && COMMAND_FENCES.has(token["lang"] ?? "")) codes.push(...commandsIn(token["text"]));
  });
  return { links: links.filter((link) => !/^[a-z]+:/u.test(link)), codes, anchors };
}

/** @param {string} text lines of a shell, with comments and lines that go on */
function commandsIn(text) {
  return text
    .replaceAll(/\s*\\\n\s*/gu, " ")
    .split("\n")
    .map((line) => line.replace(/(^|\s)#.*$/u, "").trim())
    .filter((line) => line !== "");
}

/**
 * @param {readonly import("marked").Token[]} tokens
 * @returns {string}
 */
function plainText(tokens) {
  return tokens
    .map((token) => ("tokens" in token && token.tokens ? plainText(token.tokens) : "text" in token ? token.text : ""))
    .join("");
}

/** @param {string} html what `marked` made of inline code */
function unescaped(html) {
  return html
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
