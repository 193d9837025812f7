import { createRoute, z } from "@hono/zod-openapi";
import { Locale } from "../../../contract/people/accounts.ts";
import { Id } from "../../../contract/ids.ts";
import { orderById } from "../../../db/money/orders.ts";
import { receiptFacts } from "../../../db/money/payment-history.ts";
import { booksOf, found } from "../../books.ts";
import { policyReports } from "../../requests/safe-headers.ts";
import { createRouter } from "../../hono.ts";
import { forFans } from "../../identity/session.ts";
import { refusals } from "../../problem.ts";
import { fontOf } from "../../statements/font.ts";
import { statementPage } from "../../statements/page.ts";
import { orderStatement, refundStatement } from "../../statements/statement.ts";

const read = createRoute({
  method: "get",
  path: "/orders/{orderId}/statement",
  tags: ["Orders"],
  operationId: "getStatement",
  summary: "Get the statement of an order or of its refunds, as a page or a PDF",
  ...forFans,
  request: {
    params: z.strictObject({ orderId: Id }),
    query: z.strictObject({
      kind: z
        .enum(["order", "refund"])
        .default("order")
        .meta({ description: "What the statement is about: the order, or its refunds" }),
      format: z.enum(["html", "pdf"]).default("html").meta({ description: "A page, or a PDF" }),
      language: Locale.default("ko").meta({ description: "The language of the statement" }),
    }),
  },
  responses: {
    200: {
      description: "The statement",
      content: {
        "text/html": { schema: z.string() },
        "application/pdf": { schema: z.string().meta({ format: "binary" }) },
      },
    },
    ...refusals("invalid-request", "unauthenticated", "token-expired", "not-found"),
  },
});

export const statements = createRouter().openapi(read, async (c) => {
  const { orderId } = c.req.valid("param");
  const { kind, format, language } = c.req.valid("query");
  const { accountId } = c.var.session;
  const db = booksOf(c);
  const [order, facts] = await Promise.all([
    orderById(db, { orderId, accountId, now: Date.now() }),
    receiptFacts(db, { orderId, accountId }),
  ]);
  const about = { ...found(facts), order: found(order) };
  const statement = (kind === "order" ? orderStatement : refundStatement)(about, language);
  if (format === "html") return page(statementPage(statement));
  // Large and rarely needed, so it must not slow down the start of everything else.
  const { statementPdf } = await import("../../statements/pdf.ts");
  const pdf = await statementPdf(statement, await fontOf(c));
  const name = `frontrow-${order?.number}-${kind}.pdf`;
  return new Response(pdf, {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `inline; filename="${name}"`,
      "cache-control": "private, no-store",
    },
  });
});

function page(html: string): Response {
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "private, no-store",
    "content-security-policy": `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; ${policyReports}`,
  };
  return new Response(html, { headers });
}
