import { beforeAll, expect, it } from "vitest";
import { AdminCategories } from "../../../contract/admin/categories.ts";
import { Categories } from "../../../contract/catalog/categories.ts";
import { answer, call, openShop, person, refused } from "../../../../test/support/worker/shop.ts";
import type { Person } from "../../../../test/support/worker/shop.ts";
import { newOrganization } from "../../../../test/support/worker/staff.ts";

const text = (word: string) => ({ ko: word, en: word });

let admin: Person;
beforeAll(async () => {
  admin = await person("admin");
});

const readAll = () => answer(call("GET /admin/categories", { as: admin }), 200, AdminCategories);
const save = (revision: number, items: readonly object[], as = admin) =>
  call("PUT /admin/categories", {
    as,
    body: { items },
    headers: { "if-match": `"${revision}"` },
  });
const changeOf = ({ items }: AdminCategories) =>
  items.map(({ slug, name, color, isArchived }) => ({ slug, name, color, isArchived }));
const shown = async () => (await answer(call("GET /categories"), 200, Categories)).items;
const concertOf = (genre: string, venueId: string) => ({
  slug: crypto.randomUUID(),
  venueId,
  title: text("A"),
  artist: text("A"),
  description: text("A"),
  genre,
  poster: "/posters/p.svg",
});

it("[VN21] a new shop has seven categories, with names in both languages, and fans see those in use in their order", async () => {
  const { items } = await answer(call("GET /categories"), 200, Categories);
  expect(items.slice(0, 7).map(({ slug }) => slug)).toEqual([
    "concert",
    "musical",
    "classical",
    "festival",
    "indie",
    "sports",
    "exhibition",
  ]);
  expect(items[5]?.name).toEqual({ ko: "스포츠", en: "Sports" });
});

it("[VN22] categories are added, renamed, ordered and archived in one save, which names the revision that it is based on", async () => {
  const before = await readAll();
  const slug = `cat-${crypto.randomUUID().slice(0, 8)}`;
  const added = { slug, name: text("Comedy"), color: 4, isArchived: false };
  const changed = [...changeOf(before), added];
  const first = await answer(save(before.revision, changed), 200, AdminCategories);
  expect(first.items.at(-1)).toEqual({ ...added, concerts: 0 });
  expect((await shown()).map((each) => each.slug)).toContain(slug);
  await refused(save(before.revision, changed), "changed-meanwhile");
  const [head, ...rest] = changeOf(first);
  const moved = await answer(save(first.revision, [...rest, head!]), 200, AdminCategories);
  expect(moved.items.at(-1)?.slug).toBe(head?.slug);
  const back = await answer(
    save(moved.revision, [head!, ...rest.slice(0, -1), { ...added, isArchived: true }]),
    200,
    AdminCategories,
  );
  expect(back.items.at(-1)).toMatchObject({ slug, isArchived: true });
  expect((await shown()).map((each) => each.slug)).not.toContain(slug);
  const same = await answer(save(back.revision, changeOf(back)), 200, AdminCategories);
  expect(same.revision).toBe(back.revision);
});

it("[VN23] no category can be left out, be there twice, or lack a name or a color", async () => {
  const known = await readAll();
  const items = changeOf(known);
  await refused(save(known.revision, items.slice(1)), "conflict");
  const [first, ...rest] = items;
  for (const wrong of [
    [...items, first!],
    [{ ...first!, name: { ko: "가", en: " " } }, ...rest],
    [{ ...first!, color: 7 }, ...rest],
    [...items, { ...first!, slug: "Not a slug" }],
    [],
  ])
    await refused(save(known.revision, wrong), "invalid-request");
  // Other tests add concerts meanwhile, which the list counts.
  const after = await readAll();
  expect([after.revision, changeOf(after)]).toEqual([known.revision, items]);
  await refused(call("PUT /admin/categories", { as: admin, body: { items } }), "if-match-missing");
});

it("[VN24] a concert cannot get an unknown or archived category, and a list of an unknown one is refused", async () => {
  const { venueId } = await openShop(admin);
  const known = await readAll();
  const slug = `old-${crypto.randomUUID().slice(0, 8)}`;
  const old = { slug, name: text("Old"), color: 1, isArchived: true };
  await answer(save(known.revision, [...changeOf(known), old]), 200, AdminCategories);
  for (const genre of [slug, "polka"]) {
    const body = concertOf(genre, venueId);
    const { errors } = await refused(
      call("POST /admin/concerts", { as: admin, body }),
      "invalid-request",
    );
    expect([genre, errors?.[0]?.pointer]).toEqual([genre, "/genre"]);
  }
  await refused(call("GET /concerts?genre=polka"), "invalid-request");
  await refused(call("GET /concerts?genre=Not%20a%20slug"), "invalid-request");
  // An old link to a category that has been archived since still leads somewhere.
  expect((await call(`GET /concerts?genre=${slug}`)).status).toBe(200);
  expect((await call("GET /concerts?genre=concert")).status).toBe(200);
});

it("[VN25] only the operator's managers can change the categories", async () => {
  const { owner } = await newOrganization();
  const known = await readAll();
  await refused(save(known.revision, changeOf(known), owner), "right-missing");
  await refused(call("GET /admin/categories", { as: owner }), "right-missing");
});
