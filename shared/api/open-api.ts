export const OPEN_API_PATH = "/openapi.json";
