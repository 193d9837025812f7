import { problems } from "../../../contract/problems.ts";
import { createRouter } from "../../hono.ts";
import { pageResponse } from "../../pages/page.ts";
import { ProblemError } from "../../problem.ts";
import carried from "../../pages/problem-pages.json";

// Made from docs/problems by dev/build/problem-pages.ts.
const pages: Record<string, string> = carried;

export const problemPages = createRouter();

problemPages.get("/problems/:code", (c) => {
  const code = c.req.param("code");
  const page = Object.hasOwn(pages, code) ? pages[code] : undefined;
  if (page === undefined) throw new ProblemError("not-found");
  return pageResponse(code, page);
});

problemPages.get("/problems", () => {
  const items = Object.entries(problems).map(
    ([code, { status, title }]) =>
      `<tr><td>${status}</td><td><a href="/problems/${code}"><code>${code}</code></a></td><td>${title}</td></tr>`,
  );
  return pageResponse("Problems", `<h1>Problems</h1><table>${items.join("")}</table>`);
});
