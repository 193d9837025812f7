import { expect, it } from "vitest";
import { wordsOf } from "./collection-search.ts";

it("[BO18] the words of a search are a number, the end of a phone number, a seat or a name", () => {
  const number = { by: "number", number: "FR-4K7Q-29XD" };
  expect(["FR-4K7Q-29XD", "fr4k7q29xd", "4k7q-29xd"].map(wordsOf)).toEqual([
    number,
    number,
    number,
  ]);
  expect(wordsOf("0116")).toEqual({ by: "phone", digits: "0116" });
  expect(wordsOf("010-1234-5678")).toEqual({ by: "phone", digits: "01012345678" });
  expect(wordsOf("B2/6/3")).toEqual({ by: "seat", key: "B2/6/3" });
  expect(wordsOf("B2구역 6열 3번")).toEqual({ by: "seat", key: "B2/6/3" });
  expect(wordsOf("스탠딩구역 입장번호 7번")).toEqual({ by: "seat", key: "스탠딩/7" });
  expect(wordsOf("  김 하늘 ")).toEqual({ by: "name", name: "김 하늘" });
  expect(wordsOf("Kim")).toEqual({ by: "name", name: "Kim" });
});
