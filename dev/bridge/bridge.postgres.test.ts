import { test as it } from "vitest";
import { freshDatabase } from "../test-database.ts";
it("x", async () => {
  let t = Date.now();
  const d = await freshDatabase();
  console.log(d, Date.now() - t);
  await d.drop();
});
