import { z } from "@hono/zod-openapi";
import { ProblemError } from "../problem.ts";

/** The header with which a change names the revision that it is based on. */
export const IfMatch = z.object({
  "if-match": z
    .string()
    .optional()
    .meta({
      param: { name: "if-match", in: "header", required: true },
      description: "The revision that the change is based on, in quotation marks",
      example: '"3"',
    }),
});

/** The revision that somebody saw before they changed it. */
export function seenRevision({ "if-match": given }: z.infer<typeof IfMatch>): number {
  if (given === undefined) throw new ProblemError("if-match-missing");
  const revision = /^"(\d{1,9})"$/.exec(given)?.[1];
  if (revision === undefined)
    throw new ProblemError("invalid-request", 'If-Match is a revision such as "3"');
  return Number(revision);
}

/** The same header of a change that programs may also make blindly, such as a pause in an emergency. */
export const IfMatchOptional = z.object({
  "if-match": z.string().optional().meta({
    description:
      "The `revision` that the change is based on, in quotation marks; without it the change is made whatever was there",
    example: '"3"',
  }),
});

export const seenIfSent = (header: z.infer<typeof IfMatchOptional>): number | null =>
  header["if-match"] === undefined ? null : seenRevision(header);

/** The header with which an act names the preview that it carries out. */
export const SeenPreview = z.object({
  "if-match": z
    .string()
    .optional()
    .meta({
      param: { name: "if-match", in: "header", required: true },
      description: "The `fingerprint` of the preview, in quotation marks",
      example: '"4f1c0a6e2b9d4c7a8e3f5b6d7c8a9e0f"',
    }),
});

/** The fingerprint of the preview that somebody saw before they acted. */
export function seenFingerprint({ "if-match": given }: z.infer<typeof SeenPreview>): string {
  if (given === undefined) throw new ProblemError("if-match-missing");
  const fingerprint = /^"([0-9a-f]{32})"$/.exec(given)?.[1];
  if (fingerprint === undefined)
    throw new ProblemError("invalid-request", "If-Match is the fingerprint of a preview");
  return fingerprint;
}

/** The same of a change that programs may also make blindly. */
export const SeenTextOptional = z.object({
  "if-match": z.string().optional().meta({
    description:
      "What the change is based on as a read tells it, in quotation marks; without it the change is made whatever was there",
    example: '"4f1c0a6e2b9d4c7a8e3f5b6d7c8a9e0f"',
  }),
});

export const seenTextIfSent = (header: z.infer<typeof SeenTextOptional>): string | null =>
  header["if-match"] === undefined ? null : seenFingerprint(header);

export const etagOf = ({ revision }: { revision: number }) => ({ etag: `"${revision}"` });
