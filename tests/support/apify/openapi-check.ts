import { existsSync, readFileSync } from "node:fs";

import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** Apify's own description of its API lies beside the checkout on some machines; it is no part of the project. */
const descriptionUrl = new URL("../../../../shared/apify/apify-subset.openapi.json", import.meta.url);

export const hasOpenApiDescription = existsSync(descriptionUrl);

/** Returns a check: what an answer breaks of the schema that the API's description gives for it. */
export function openApiCheck(): (template: string, status: number, body: unknown) => string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema(JSON.parse(readFileSync(descriptionUrl, "utf8")), "apify");
  return (template, status, body) => {
    const schema = status === 200 ? successSchema(template) : "#/components/schemas/ErrorResponse";
    const validate = ajv.compile({ $ref: `apify${schema}` });
    if (validate(body)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ""}`);
  };
}

function successSchema(template: string): string {
  const path = encodeURIComponent(template.replaceAll("/", "~1")).replaceAll("%7E", "~");
  return `#/paths/${path}/get/responses/200/content/application~1json/schema`;
}
