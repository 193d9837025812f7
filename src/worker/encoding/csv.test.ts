import { expect, it } from "vitest";
import { csvOf } from "./csv.ts";

it("[OR31] no cell of an exported table is a formula, and each keeps its commas, quotation marks and line breaks", () => {
  const cells = [
    "＝1+1",
    "\n=1",
    "=1+1",
    "+82",
    "-1",
    "@a",
    "\t=1",
    "a,b",
    'say "hi"',
    "two\nlines",
    "plain",
  ];
  expect(csvOf([cells])).toBe(
    `\ufeff'＝1+1,"'\n=1",'=1+1,'+82,'-1,'@a,'\t=1,"a,b","say ""hi""","two\nlines",plain\r\n`,
  );
});
