import type { AdminCategories, CategoriesChange } from "../../../contract/admin/categories.ts";
import { request } from "../request.ts";

export const getCategories = () => request<AdminCategories>("/admin/categories");
export const saveCategories = (revision: number, body: CategoriesChange) =>
  request<AdminCategories>("/admin/categories", {
    method: "PUT",
    body,
    ifMatch: revision,
    // After a lost answer, the second attempt would be refused as changed meanwhile: by itself.
    attemptsMax: 1,
  });
