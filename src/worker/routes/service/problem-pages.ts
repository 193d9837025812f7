import { problems } from "../../../contract/problems.ts";
import { createRouter } from "../../hono.ts";
import { pageResponse } from "../../pages/page.ts";
import { ProblemError } from "../../problem.ts";
import { problemPage } from "../../pages/problem-pages.ts";

export const problemPages = createRouter();

problemPages.get("/problems/:code", (c) => {
  const code = c.req.param("code");
  const page = problemPage(code);
  if (page === null) throw new ProblemError("not-found");
  return pageResponse(code, page);
});

problemPages.get("/problems", () => {
  const items = Object.entries(problems).map(
    ([code, { status, title }]) =>
      `<tr><td>${status}</td><td><a href="/problems/${code}"><code>${code}</code></a></td><td>${title}</td></tr>`,
  );
  return pageResponse("Problems", `<h1>Problems</h1><table>${items.join("")}</table>`);
});
