import { createRoute } from "@hono/zod-openapi";
import { imagePath, plainWidthOf, widthsOf } from "../../../contract/images/addresses.ts";
import { bytesMax } from "../../../contract/images/limits.ts";
import { UploadedImage, UploadImage } from "../../../contract/images/uploads.ts";
import { keepImage } from "../../../db/images/images.ts";
import { booksOf, writer } from "../../books.ts";
import { createRouter, json } from "../../hono.ts";
import { forStaff } from "../../identity/staff.ts";
import { forgetAtEdge } from "../../images/edge-images.ts";
import { acceptUpload, nameOf, storeUpload } from "../../images/take-upload.ts";
import { ProblemError, refusals, refusalsToAdmins, unwrap } from "../../problem.ts";
import { limitUploads } from "../../requests/limits.ts";

const upload = createRoute({
  method: "post",
  path: "/admin/images",
  tags: ["Admin: images"],
  operationId: "uploadImage",
  summary: "Upload a poster, a banner or another image",
  description:
    "The file is checked by its content, turned upright, cropped, and stored without its metadata as WebP and AVIF. Name `path` of the answer where the image is used within a week. The same file with the same crop is one image.",
  ...forStaff("images.add"),
  request: {
    body: { required: true, content: { "multipart/form-data": { schema: UploadImage } } },
  },
  responses: {
    201: json("The image", UploadedImage),
    ...refusalsToAdmins("not-found", "outcome-unknown", "unavailable"),
    ...refusals(
      "body-too-large",
      "unsupported-media-type",
      "image-not-readable",
      "image-not-accepted",
      "image-too-large",
      "image-too-small",
      "too-many-requests",
    ),
  },
});

export const adminImages = createRouter().openapi(upload, async (c) => {
  await limitUploads(c);
  const { IMAGES: images, IMAGES_BUCKET: bucket } = c.env;
  if (!images || !bucket) throw new ProblemError("unavailable", "This deployment keeps no images");
  const { file, ...facts } = c.req.valid("form");
  if (file.size > bytesMax) throw new ProblemError("body-too-large", "An image has at most 10 MiB");
  const given = { ...facts, file: await file.arrayBuffer() };
  const by = writer(c);
  const hash = await nameOf(given, by.scope.organizationId);
  const accepted = await acceptUpload(images, bucket, { hash, upload: given });
  const { alt } = facts;
  // The row comes first: the sweep finds images only by their rows.
  unwrap(await keepImage(booksOf(c), { image: { hash, ...accepted.facts, alt }, by }));
  await storeUpload(images, bucket, { hash, upload: given, accepted });
  const { width, height, color } = accepted.facts;
  const widths = widthsOf(width);
  const path = imagePath(hash, Math.max(...widths), "webp");
  const paths = widths.map((each) => ({
    width: each,
    webp: imagePath(hash, each, "webp"),
    avif: imagePath(hash, each, "avif"),
  }));
  const plain = imagePath(hash, plainWidthOf(width), "jpg");
  await forgetAtEdge(c, [plain, ...paths.flatMap(({ webp, avif }) => [webp, avif])]);
  return c.json({ id: hash, width, height, color, alt, path, paths }, 201);
});
