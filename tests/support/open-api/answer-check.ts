import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { openApiDocument } from "../../../server/open-api/document.ts";

const document = openApiDocument({ version: "0.0.0" });
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(document, "contract");

interface Described {
  readonly content?: Readonly<Record<string, unknown>>;
}
type Operation = { readonly responses?: Readonly<Record<string, Described>> };

const JSON_TYPE = "application/json";
const compiled = new Map<string, ValidateFunction>();
const templates = Object.keys(document.paths ?? {})
  .map((template) => ({ template, pattern: new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, "[^/]+")}$`) }))
  // `/runs/summary` comes before `/runs/{runId}`.
  .toSorted((left, right) => left.template.split("{").length - right.template.split("{").length);

/** What an answer breaks of the contract's document; nothing when it is as described. */
export function breaches(
  method: string,
  path: string,
  answer: { status: number; text: string; body: unknown; headers?: Headers },
) {
  const [pathname = ""] = path.split("?");
  const template = templates.find(({ pattern }) => pattern.test(pathname))?.template;
  const operation = template === undefined ? undefined : operationOf(template, method);
  // What is not in the contract is a failure in the contract's form.
  if (template === undefined || operation === undefined) {
    if (answer.status < 400) return [`${method} ${pathname} is not described`];
    return errorsOf("#/components/schemas/Error", answer.body);
  }
  const described = operation.responses?.[answer.status];
  if (described === undefined) return [`${method} ${template} does not describe the status ${answer.status}`];
  if (described.content === undefined) return answer.text === "" ? [] : [`${method} ${template} has a body`];
  const [mediaType = JSON_TYPE] = answer.headers?.get("content-type")?.split(";") ?? [];
  if (!Object.hasOwn(described.content, mediaType)) return [`${method} ${template} does not describe ${mediaType}`];
  if (mediaType !== JSON_TYPE) return [];
  return errorsOf(
    `#/paths/${escaped(template)}/${method.toLowerCase()}/responses/${answer.status}/content/${escaped(JSON_TYPE)}/schema`,
    answer.body,
  );
}

export const describedOperations = (): readonly string[] =>
  Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.keys(methods ?? {}).map((method) => `${method.toUpperCase()} ${path}`),
  );

function operationOf(template: string, method: string): Operation | undefined {
  const methods = document.paths?.[template] as Readonly<Record<string, Operation>> | undefined;
  return methods?.[method.toLowerCase()];
}

function errorsOf(pointer: string, body: unknown): readonly string[] {
  const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `contract${pointer}` });
  compiled.set(pointer, validate);
  if (validate(body)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${pointer}: ${instancePath} ${message ?? ""}`);
}

/** A JSON pointer within a URI's fragment. */
const escaped = (part: string): string =>
  encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1")).replaceAll("%7E", "~");

/** The examples of answers and bodies that break their own schema. */
export function brokenExamples(): readonly string[] {
  const broken: string[] = [];
  const visit = (pointer: string, node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    if ("schema" in node && ("example" in node || "examples" in node)) {
      const { example, examples } = node as { example?: unknown; examples?: Record<string, { value: unknown }> };
      const values = example === undefined ? Object.values(examples ?? {}).map(({ value }) => value) : [example];
      for (const value of values) broken.push(...errorsOf(`${pointer}/schema`, value));
    }
    for (const [key, inner] of Object.entries(node)) visit(`${pointer}/${escaped(key)}`, inner);
  };
  visit("#/paths", document.paths);
  return broken;
}
