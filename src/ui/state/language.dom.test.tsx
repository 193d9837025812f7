import { afterEach, expect, it } from "vitest";
import { language, local } from "./language.ts";

afterEach(() => (language.value = "ko"));

it("[VN28] a text that nobody has translated yet shows in the other language", () => {
  language.value = "en";
  expect(local({ ko: "물결홀", en: "" })).toBe("물결홀");
  expect(local({ ko: "물결홀", en: "Wave Hall" })).toBe("Wave Hall");
  language.value = "ko";
  expect(local({ ko: "", en: "Wave Hall" })).toBe("Wave Hall");
  expect(local({ ko: "", en: "" })).toBe("");
});
