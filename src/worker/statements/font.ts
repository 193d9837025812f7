import type { AppContext } from "../app-env.ts";
import { ProblemError } from "../problem.ts";

const fontPath = "/fonts/Pretendard-Regular.ttf";

/** The font is among the screen's files; without them there are pages but no PDFs. */
export async function fontOf(c: AppContext): Promise<ArrayBuffer> {
  const response = await c.env.ASSETS?.fetch(new URL(fontPath, c.req.url).href);
  if (response?.ok && !response.headers.get("content-type")?.includes("text/html"))
    return await response.arrayBuffer();
  throw new ProblemError("not-found", "PDFs are not available here; use format=html");
}
