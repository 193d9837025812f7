import type { ImportKind } from "../../../contract/import/columns.ts";
import type { ImportPreview, ImportResult } from "../../../contract/import/imports.ts";
import { withQuery } from "../admin.ts";
import { request } from "../request.ts";

/** Nothing is done before the commit, so that reading a file twice does no harm. */
export const previewImport = (kind: ImportKind, target: string, file: Blob) =>
  request<ImportPreview>(withQuery("/admin/imports", { kind, target }), {
    method: "POST",
    file,
    isRepeatable: true,
  });
/** Sent twice it happens once. */
export const commitImport = (id: string, isPartial: boolean) =>
  request<ImportResult>(`/admin/imports/${id}/commit`, {
    method: "POST",
    body: { isPartial },
    isRepeatable: true,
  });
