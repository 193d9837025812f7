import { expect, it } from "vitest";
import { strengthOf } from "./password-strength.ts";

it("[S53] the form says in plain words what a new password lacks, and demands no kind of character", () => {
  const about = ["haneul@example.com", "Kim Haneul"];
  const says = (password: string) => strengthOf(password, about);
  expect(says("")).toEqual({ is: "empty" });
  expect(says("haneul")).toEqual({ is: "short", missing: 4 });
  expect(says("haneul1234")).toEqual({ is: "personal" });
  expect(says("frontrow12")).toEqual({ is: "personal" });
  expect(says("1111111111")).toEqual({ is: "repeated" });
  expect(says("abcabcabcabc")).toEqual({ is: "repeated" });
  expect(says("kwzvtrnqpd")).toEqual({ is: "fair" });
  expect(says("my red old sofa")).toEqual({ is: "good" });
  expect(says("kwzvtrnqpdlmtkqz")).toEqual({ is: "good" });
});
