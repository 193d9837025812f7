import { expect, it } from "vitest";
import { acceptsGzip } from "./kept-answer.ts";

it("[P42] a client accepts gzip by its name or by a star, with a weight above zero", () => {
  const taking = [
    "gzip",
    "GZIP",
    "br, gzip;q=0.5",
    "*",
    "x-gzip",
    "br;q=1, *;q=0.1",
    "gzip, *;q=0",
  ];
  const refusing = [
    "",
    "br",
    "identity",
    "gzip;q=0",
    "gzip; q=0.0",
    "*;q=0",
    "*, gzip;q=0",
    "gzippy",
  ];
  expect(taking.filter((field) => !acceptsGzip(field))).toEqual([]);
  expect(refusing.filter((field) => acceptsGzip(field))).toEqual([]);
});
