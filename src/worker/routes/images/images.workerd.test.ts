import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ConcertDraft } from "../../../contract/concert-draft/drafts.ts";
import { UploadedImage } from "../../../contract/images/uploads.ts";
import { readPicture } from "../../../contract/images/picture-header.ts";
import { connect } from "../../../db/connection/connect.ts";
import { sweepImages } from "../../cron/sweep-images.ts";
import {
  answer,
  call,
  openShop,
  person,
  type Person,
  refused,
  testEnv,
} from "../../../../test/support/worker/shop.ts";
import { holdBack } from "../../../../test/support/worker/held-back.ts";
import {
  as,
  deflated,
  gif,
  joined,
  png,
  pngOf,
  text,
  withMetadata,
} from "../../../../test/support/worker/pictures.ts";
import { newOrganization } from "../../../../test/support/worker/staff.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Given = { use?: string; alt?: unknown; crop?: unknown; name?: string; type?: string };

let editor: Person;
// Uploads are limited by account.
beforeEach(async () => {
  editor = await person("admin");
});

afterEach(() => vi.restoreAllMocks());

const alt = { ko: "파란 포스터", en: "A blue poster" };

function form(
  file: Bytes,
  { use = "free", name = "a.jpg", type = "image/jpeg", ...given }: Given = {},
) {
  const body = new FormData();
  body.set("file", new File([file], name, { type }));
  body.set("use", use);
  body.set("alt", JSON.stringify(given.alt ?? alt));
  if (given.crop) body.set("crop", JSON.stringify(given.crop));
  return body;
}

const send = (file: Bytes, given: Given = {}, by = editor) =>
  call("POST /admin/images", { as: by, body: form(file, given) });
const upload = (file: Bytes, given: Given = {}, by = editor) =>
  answer(send(file, given, by), 201, UploadedImage);

async function fetched(path: string): Promise<Bytes> {
  const response = await call(`GET ${path}`);
  expect([path, response.status]).toEqual([path, 200]);
  return new Uint8Array(await response.arrayBuffer());
}

const holds = (bytes: Bytes, words: string): boolean =>
  new TextDecoder("latin1").decode(bytes).includes(words);

it("[IG1] a JPEG, PNG, WebP or AVIF is kept as WebP and AVIF, and never enlarged", async () => {
  const small = await png({ width: 250, height: 200 });
  const types = ["image/jpeg", "image/webp", "image/avif"] as const;
  for (const file of [small, ...(await Promise.all(types.map((type) => as(type, small))))]) {
    const made = await upload(file);
    expect([made.width, made.height, made.alt]).toEqual([250, 200, alt]);
    expect(made.paths.map(({ width }) => width)).toEqual([250]);
    expect(made.path).toBe(made.paths[0]?.webp);
    const size = { width: 250, height: 200 };
    expect(readPicture(await fetched(made.path))).toEqual({ type: "image/webp", ...size });
    const avif = await fetched(made.paths[0]?.avif ?? "");
    expect(readPicture(avif)).toEqual({ type: "image/avif", ...size });
  }
});

it("[IG1] an image is kept in the widths 300, 800 and 1920, with its average color", async () => {
  const made = await upload(await png({ width: 2_000, height: 220, color: () => [255, 0, 0] }));
  expect([made.width, made.height, made.color]).toEqual([1_920, 211, "#ff0000"]);
  expect(made.paths.map(({ width }) => width)).toEqual([300, 800, 1_920]);
  for (const { width, webp } of made.paths)
    expect(readPicture(await fetched(webp))).toMatchObject({ width });
});

it("[IG2] a file that is no image, whatever its name and type say, is refused and nothing is kept", async () => {
  const before = (await testEnv.IMAGES_BUCKET?.list())?.objects.length;
  const picture = await png({ width: 300, height: 300 });
  const jpeg = await as("image/jpeg", picture);
  const script = "<script>alert(1)</script>";
  const unreadable: Bytes[] = [
    new Uint8Array(),
    text("hello"),
    text(`<!doctype html>${script}`),
    text("%PDF-1.7"),
    picture.subarray(0, picture.length - 200),
    jpeg.subarray(0, jpeg.length - 200),
    (await as("image/webp", picture)).subarray(0, 200),
    (await as("image/avif", picture)).subarray(0, 200),
    // Its head and chunks are in order, and its pixels are not.
    pngOf({ width: 300, height: 300 }, [["IDAT", text("no pixels")]]),
  ];
  for (const file of unreadable) await refused(send(file), "image-not-readable");
  const svg = text(`<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`);
  const animated = pngOf({ width: 300, height: 300 }, [["acTL", new Uint8Array(8)]]);
  const heic = joined([Uint8Array.of(0, 0, 0, 20), text("ftypheic\0\0\0\0mif1")]);
  for (const file of [gif(), svg, animated, heic])
    await refused(send(file, { name: "a.png", type: "image/png" }), "image-not-accepted");
  expect((await testEnv.IMAGES_BUCKET?.list())?.objects.length).toBe(before);
});

it("[IG3] an image with too many pixels or bytes is refused before it is decoded", async () => {
  const bomb = pngOf({ width: 10_000, height: 10_000 }, [
    ["IDAT", await deflated(new Uint8Array(10_000_000))],
  ]);
  expect(bomb.length).toBeLessThan(100_000);
  const said = await refused(send(bomb), "image-too-large");
  expect(said.detail).toContain("10000 × 10000");
  await refused(send(pngOf({ width: 1, height: 12_001 }, [])), "image-too-large");
  await refused(send(new Uint8Array(11 * 1024 * 1024)), "body-too-large");
});

it("[IG4] an image is turned upright by its metadata, and is kept without any of it, such as the place where it was taken", async () => {
  // Red at the top and blue at the bottom, lying on its side.
  const lying = await png({
    width: 400,
    height: 300,
    color: (x) => (x < 200 ? [255, 0, 0] : [0, 0, 255]),
  });
  const file = withMetadata(await as("image/jpeg", lying), 6);
  expect(holds(file, "Exif") && holds(file, "GPS")).toBe(true);
  const made = await upload(file);
  expect([made.width, made.height]).toEqual([300, 400]);
  const top = await upload(file, { crop: { x: 0, y: 0, width: 1, height: 0.5 } });
  expect([top.height, top.color]).toEqual([200, expect.stringMatching(/^#f[c-f]0[0-3]0[0-3]$/)]);
  for (const { webp, avif } of made.paths)
    for (const bytes of [await fetched(webp), await fetched(avif)])
      expect(holds(bytes, "Exif") || holds(bytes, "GPS")).toBe(false);
});

it("[IG5] of a file that is also something else only the picture is kept", async () => {
  const jpeg = await as("image/jpeg", await png({ width: 300, height: 300 }));
  const file = joined([jpeg, text("<script>alert(1)</script>PK\u0003\u0004")]);
  const { paths } = await upload(file, { name: "a.html", type: "text/html" });
  for (const { webp, avif } of paths)
    for (const path of [webp, avif]) {
      const response = await call(`GET ${path}`);
      expect(response.headers.get("content-type")).toMatch(/^image\/(webp|avif)$/);
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
      expect(holds(new Uint8Array(await response.arrayBuffer()), "script")).toBe(false);
    }
});

it("[IG6] the same file uploaded twice at once is one image, with the last texts", async () => {
  const file = await png({ width: 310, height: 300 });
  const [one, other] = await Promise.all([upload(file), upload(file)]);
  expect(one).toEqual(other);
  const later = await upload(file, { alt: { ko: "다른 글", en: "Another text" } });
  expect(later).toEqual({ ...one, alt: { ko: "다른 글", en: "Another text" } });
  const kept = await connect(testEnv).execute(sql`SELECT alt FROM image WHERE hash = ${one.id}`);
  expect(kept.rows).toEqual([{ alt: later.alt }]);
  const all = await testEnv.IMAGES_BUCKET?.list({ prefix: `${one.id}/` });
  // Two widths as WebP and AVIF, one JPEG, and what is known of them.
  expect(all?.objects.length).toBe(6);
  const cropped = await upload(file, { crop: { x: 0, y: 0, width: 1, height: 0.9 } });
  expect([cropped.id === one.id, cropped.height]).toEqual([false, 270]);
});

it("[IG7] a crop keeps exactly its part of the image", async () => {
  const quarters = await png({
    width: 1_200,
    height: 800,
    color: (x, y) => (x < 600 ? (y < 400 ? [255, 0, 0] : [0, 255, 0]) : [0, 0, 255]),
  });
  const part = (x: number, y: number) =>
    upload(quarters, { crop: { x, y, width: 0.25, height: 0.5 } });
  for (const [x, y, color] of [
    [0, 0, "#ff0000"],
    [0.25, 0.5, "#00ff00"],
    [0.75, 0.25, "#0000ff"],
  ] as const)
    expect(await part(x, y)).toMatchObject({ width: 300, height: 400, color });
  await refused(
    send(quarters, { crop: { x: 0.8, y: 0, width: 0.3, height: 1 } }),
    "invalid-request",
  );
});

it("[IG8] an image too small for its use is refused, with the size that it needs", async () => {
  const file = await png({ width: 599, height: 800 });
  const said = await refused(send(file, { use: "poster" }), "image-too-small");
  expect(said.detail).toContain("it needs 600 × 800");
  await upload(file, { use: "free" });
  // Now it is known, and still too small.
  await refused(send(file, { use: "poster" }), "image-too-small");
  await refused(send(file, { use: "banner" }), "image-too-small");
});

it("[IG9] an upload needs its file, its use and a text in both languages", async () => {
  const file = await png({ width: 200, height: 200 });
  for (const wrong of [{ ko: "", en: "A" }, { ko: "가" }, "A", { ko: "가", en: "x".repeat(251) }])
    await refused(send(file, { alt: wrong }), "invalid-request");
  await refused(send(file, { use: "logo" }), "invalid-request");
  const bare = form(file);
  bare.set("file", "no file");
  await refused(call("POST /admin/images", { as: editor, body: bare }), "invalid-request");
  const json = { as: editor, body: { file: "" } };
  await refused(call("POST /admin/images", json), "unsupported-media-type");
});

it("[IG10] an image is answered for a year by its address, and an unknown one is not found", async () => {
  const { path, paths } = await upload(await png({ width: 400, height: 400 }));
  const response = await call(`GET ${path}`);
  const { headers } = response;
  expect(headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(headers.get("content-length")).toBe(String((await response.arrayBuffer()).byteLength));
  const again = { headers: { "if-none-match": headers.get("etag") ?? "" } };
  const known = await call(`GET ${path}`, again);
  expect([known.status, await known.text()]).toEqual([304, ""]);
  const head = await call(`HEAD ${path}`);
  expect([head.status, head.headers.get("content-type")]).toEqual([200, "image/webp"]);
  const other = paths[0]?.avif ?? "";
  for (const unknown of [
    other.replace("300", "301"),
    other.replace(/[0-9a-f]{64}/, "0".repeat(64)),
    other.replace("avif", "svg"),
    `${other}/x`,
    "/images/facts",
    path.replace(/[^/]+$/, "facts"),
  ])
    await refused(call(`GET ${unknown}`), "not-found");
});

it("[IG11] a concert and a draft can name only images of their own organization", async () => {
  const { venueId } = await openShop(editor, 1);
  const { owner } = await newOrganization();
  const file = await png({ width: 300, height: 300 });
  const [mine, theirs] = [await upload(file), await upload(file, {}, owner)];
  expect(mine.id).not.toBe(theirs.id);
  const words = { ko: "가", en: "A" };
  const about = { title: words, artist: words, description: words, genre: "concert", venueId };
  const make = (poster: string) => {
    const slug = `own-${crypto.randomUUID()}`;
    return call("POST /admin/concerts", { as: editor, body: { slug, ...about, poster } });
  };
  expect((await make(mine.path)).status).toBe(201);
  await refused(make(theirs.path), "image-gone");
  await refused(make(mine.path.replace(mine.id, "0".repeat(64))), "image-gone");
  const begin = call("POST /admin/concert-drafts", { as: editor, body: {} });
  const { id, document } = await answer(begin, 201, ConcertDraft);
  const save = (revision: number, poster: string) =>
    call(`PUT /admin/concert-drafts/${id}`, {
      as: editor,
      body: { ...document, poster },
      headers: { "if-match": `"${revision}"` },
    });
  expect((await save(1, mine.path)).status).toBe(200);
  await refused(save(2, theirs.path), "image-gone");
});

it("[IG24] a swept image is gone from the bucket, and the same file can be uploaded again", async () => {
  const file = await png({ width: 320, height: 300 });
  const { id, path } = await upload(file);
  const db = connect(testEnv);
  await db.execute(sql`UPDATE image SET used_at = now() - interval '8 days' WHERE hash = ${id}`);
  expect(await sweepImages(testEnv, db)).toBeGreaterThan(0);
  expect((await testEnv.IMAGES_BUCKET?.list({ prefix: `${id}/` }))?.objects).toEqual([]);
  expect((await upload(file)).path).toBe(path);
  expect((await testEnv.IMAGES_BUCKET?.list({ prefix: `${id}/` }))?.objects.length).toBe(6);
});

it("[IG25] the books know an image before anything of it is in the bucket, and an upload that was interrupted is completed by a repeated one", async () => {
  const bucket = testEnv.IMAGES_BUCKET;
  const stored = async (prefix = "") => (await bucket?.list({ prefix }))?.objects.length;
  const file = await png({ width: 330, height: 300 });
  const before = await stored();
  const books = holdBack("INSERT INTO image");
  const uploading = upload(file);
  await books.asked();
  expect(await stored()).toBe(before);
  books.letGo();
  const { id, path } = await uploading;
  expect(await stored(`${id}/`)).toBe(6);
  await bucket?.delete([`${id}/facts`, path.replace("/images/", "")]);
  expect((await upload(file)).path).toBe(path);
  expect(await stored(`${id}/`)).toBe(6);
});
