import { ConcertsQuery } from "../../../contract/catalog/concerts.ts";
import { hasCategory, listCategories } from "../../../db/catalog/categories.ts";
import { concertById, listConcerts } from "../../../db/catalog/catalog.ts";
import { schedulesOf } from "../../../db/catalog/schedules.ts";
import { citiesToCome } from "../../../db/catalog/search.ts";
import { isPrivatePage, listFilter, listSearch, loadedNames } from "../../../ui/server.tsx";
import type { AppContext } from "../../app-env.ts";
import { booksOf, found } from "../../books.ts";
import { createRouter } from "../../hono.ts";
import { appPage, barePage, missingPage, publicPage } from "../../pages/screen.ts";
import { ProblemError, unwrap } from "../../problem.ts";

const firstPage = 24;

/** The pages of the screen that are the same for everybody, drawn here so that they need no script to be read. */
export const pages = createRouter();

pages.get("/", (c) =>
  page(c, async () => {
    const wanted = { after: null, limit: firstPage, now: Date.now() };
    const [list, categories] = await Promise.all([
      listConcerts(booksOf(c), wanted),
      listCategories(booksOf(c)),
    ]);
    return { [loadedNames.home]: unwrap(list), [loadedNames.categories]: categories };
  }),
);

pages.get("/concerts", (c) =>
  page(c, async ({ searchParams }) => {
    const wanted = listFilter(searchParams);
    const read = ConcertsQuery.safeParse(wanted);
    if (!read.success) throw new ProblemError("not-found");
    const { q, genre, city, from, to } = read.data;
    const filter = { text: q, genre, city, fromDay: from, toDay: to };
    const now = Date.now();
    const [list, cities, categories, isKnown] = await Promise.all([
      listConcerts(booksOf(c), { after: null, limit: firstPage, now, filter }),
      citiesToCome(booksOf(c), now),
      listCategories(booksOf(c)),
      genre === undefined || hasCategory(booksOf(c), genre),
    ]);
    if (!isKnown) throw new ProblemError("not-found");
    return {
      [loadedNames.list(listSearch(wanted))]: unwrap(list),
      [loadedNames.cities]: cities,
      [loadedNames.categories]: categories,
    };
  }),
);

pages.get("/concerts/:slug", (c) =>
  page(c, async () => {
    const slug = c.req.param("slug");
    if (!/^[a-z0-9-]{1,80}$/.test(slug)) throw new ProblemError("not-found");
    const now = Date.now();
    const db = booksOf(c);
    const concert = found(await concertById(db, { concert: slug, now }));
    const schedules = found(await schedulesOf(db, { concertId: concert.id, now }));
    return { [loadedNames.concert(slug)]: concert, [loadedNames.schedules(slug)]: schedules };
  }),
);

// Any other address: a page that the app draws itself, or none.
pages.get("*", async (c) => {
  const known = isPrivatePage(c.req.path) ? await appPage(c) : null;
  return known ?? (await missingDocument(c)) ?? c.notFound();
});

/** The not-found page, for a browser that requests a page; null for other requests. */
export async function missingDocument(c: AppContext): Promise<Response | null> {
  const { method, path } = c.req;
  const isBrowser = c.req.header("accept")?.includes("text/html") === true;
  const isPage = (method === "GET" || method === "HEAD") && !path.startsWith("/api/");
  return isPage && isBrowser ? await missingPage(c) : null;
}

async function page(c: AppContext, load: (url: URL) => Promise<Record<string, unknown>>) {
  try {
    return (await publicPage(c, load)) ?? c.notFound();
  } catch (error) {
    const isMissing = error instanceof ProblemError && error.code === "not-found";
    if (!isMissing) console.error(c.var.requestId, c.req.path, String(error));
    return (await (isMissing ? missingPage(c) : barePage(c))) ?? c.notFound();
  }
}
