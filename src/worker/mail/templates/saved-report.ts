import { z } from "@hono/zod-openapi";
import type { MailRow } from "../../../db/messages/mails.ts";
import type { Letter } from "../letter.ts";
import type { Texts } from "../texts.ts";

const Told = z.object({
  name: z.string(),
  from: z.string(),
  to: z.string(),
  path: z.string(),
  csv: z.string().nullable(),
});

/** A saved report, with its table if that is not too large for a mail. */
export function savedReport({ payload }: MailRow, { w }: Texts): Letter {
  const { name, from, to, path, csv } = Told.parse(payload);
  const period = from === to ? from : `${from} – ${to}`;
  return {
    subject: `${name} · ${period}`,
    preview: w.report.text(period),
    title: name,
    blocks: [
      { kind: "text", text: w.report.text(period) },
      { kind: "button", label: w.report.button, path },
      { kind: "note", text: w.report.note },
    ],
    attachments:
      csv === null ? [] : [{ filename: `report-${from}-${to}.csv`, type: "text/csv", text: csv }],
  };
}
