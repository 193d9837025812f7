import { expect, it } from "vitest";
import { josa } from "./josa.ts";

it("[U25] a Korean particle matches the last sound of the value before it", () => {
  const said = [
    josa("F1구역 3열 7", "과/와"),
    josa("2", "과/와"),
    josa("5", "은/는"),
    josa("10", "은/는"),
    josa("서울", "으로/로"),
    josa("서울", "을/를"),
    josa("부산", "으로/로"),
    josa("전주", "으로/로"),
    josa("104,000원", "을/를"),
    josa("FR-20261130-8", "으로/로"),
    josa("KSPO", "이/가"),
    josa("KBL", "으로/로"),
    josa("A석 3번", "은/는"),
    josa("‘느린 편지’", "을/를"),
    josa("취소", "이에요/예요"),
    josa("매진", "이에요/예요"),
    josa("", "을/를"),
  ];
  expect(said).toEqual([
    "F1구역 3열 7과",
    "2와",
    "5는",
    "10은",
    "서울로",
    "서울을",
    "부산으로",
    "전주로",
    "104,000원을",
    "FR-20261130-8로",
    "KSPO가",
    "KBL로",
    "A석 3번은",
    "‘느린 편지’를",
    "취소예요",
    "매진이에요",
    "를",
  ]);
});
