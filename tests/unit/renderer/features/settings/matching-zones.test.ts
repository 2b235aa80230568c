import { expect, test } from "vitest";
import { matchingZones } from "../../../../../renderer/features/settings/matching-zones.ts";

const KNOWN = ["UTC", "Africa/Lagos", "America/New_York", "America/Sao_Paulo", "Europe/Paris", "Europe/Saratov"];
const found = (typed: string) => matchingZones(typed, KNOWN).zones;

test.each([
  ["new york", ["America/New_York"]],
  ["  PARIS ", ["Europe/Paris"]],
  ["são", ["America/Sao_Paulo"]],
  ["america/", ["America/New_York", "America/Sao_Paulo"]],
  ["nowhere", []],
])("%j finds %j", (typed, zones) => {
  expect(found(typed)).toEqual(zones);
});

test("places that begin with it come first", () => {
  expect(found("sa")).toEqual(["America/Sao_Paulo", "Europe/Saratov"]);
  expect(found("pa")).toEqual(["Europe/Paris", "America/Sao_Paulo"]);
});

test("UTC is among what this system knows, and too many are not all listed", () => {
  expect(matchingZones("utc").zones).toEqual(["UTC"]);
  const { zones, isCut } = matchingZones("");
  expect(isCut).toBe(true);
  expect(zones.length).toBeLessThan(100);
});
