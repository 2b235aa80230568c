import { ApifyClient } from "apify-client";
import { required } from "./environment.ts";

const baseUrl = process.env["APIFY_API_BASE_URL"];

export const apify = new ApifyClient({ token: required("APIFY_TOKEN"), ...(baseUrl !== undefined && { baseUrl }) });
